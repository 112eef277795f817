{% macro expected_orders_until(forecasts, days) -%}
    case
        when {{ days }} <= 30 or {{ forecasts }}.expected_30_days_order_count = 0
            then {{ forecasts }}.expected_30_days_order_count * {{ days }} / 30.0
        when {{ days }} <= 90
            then
                {{ forecasts }}.expected_30_days_order_count * power(
                    {{ forecasts }}.expected_90_days_order_count
                    / {{ forecasts }}.expected_30_days_order_count,
                    ln({{ days }} / cast(30 as double)) / ln(cast(3 as double))
                )
        else
            {{ forecasts }}.expected_90_days_order_count * power(
                {{ forecasts }}.expected_365_days_order_count
                / {{ forecasts }}.expected_90_days_order_count,
                ln({{ days }} / cast(90 as double)) / ln(cast(365 as double) / 90)
            )
    end
{%- endmacro %}
