{% macro foreign_day_rates(event_at) -%}
foreign_days as (

    select distinct
        upper(records.currency_code) as currency_code,
        {{ business_date('records.' ~ event_at) }} as event_date
    from records
    cross join base_currency
    where upper(records.currency_code) != base_currency.currency_code

),

day_rates as (

    select
        foreign_days.currency_code,
        foreign_days.event_date,
        rates.rate_to_base
    from foreign_days
    inner join rates
        on foreign_days.currency_code = rates.currency_code
        and foreign_days.event_date >= rates.valid_from
        and foreign_days.event_date < rates.valid_to

)
{%- endmacro %}
