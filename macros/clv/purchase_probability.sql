{% macro purchase_probability(alive_probability, horizon_days, customers, models) -%}
    {{ alive_probability }} * (1 - exp(
        ({{ models }}.r + {{ customers }}.repeat_purchase_count) * (
            ln({{ models }}.alpha_days + {{ customers }}.customer_age_days)
            - ln(
                {{ models }}.alpha_days
                + {{ customers }}.customer_age_days
                + {{ horizon_days }}
            )
        )
    ))
{%- endmacro %}
