{% macro expected_spend(customers, models) -%}
    {{ models }}.p * ({{ models }}.v + cast({{ customers }}.spend_amount as double))
    / ({{ models }}.p * {{ customers }}.spend_day_count + {{ models }}.q - 1)
{%- endmacro %}
