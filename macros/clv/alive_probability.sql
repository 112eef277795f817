{% macro alive_probability(customers, models) -%}
    {%- set x = customers ~ '.repeat_purchase_count' -%}
    case
        when {{ x }} + {{ models }}.start_chance_count = 0 then cast(1 as double)
        else 1 / (1 + exp(least(
            cast(700 as double),
            ln({{ models }}.a)
            - ln({{ models }}.b + {{ x }} + {{ models }}.start_chance_count - 1)
            + ({{ models }}.r + {{ x }}) * (
                ln({{ models }}.alpha_days + {{ customers }}.customer_age_days)
                - ln({{ models }}.alpha_days + {{ customers }}.last_purchase_age_days)
            )
        )))
    end
{%- endmacro %}
