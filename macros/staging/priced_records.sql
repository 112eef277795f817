{% macro priced_records(table_name, event_at) -%}
{{ foreign_day_rates(event_at) }},

priced as (

    select
        records.*,
        case
            when coalesce(upper(records.currency_code), base_currency.currency_code)
                = base_currency.currency_code
                then cast(1 as decimal(18, 8))
            else day_rates.rate_to_base
        end as rate_to_base
    from records
    cross join base_currency
    left join day_rates
        on upper(records.currency_code) = day_rates.currency_code
        and {{ business_date('records.' ~ event_at) }} = day_rates.event_date

),

final as (

    select
        {{ contract_columns(table_name) }},
        rate_to_base,
        case
            when rejection_code is null and rate_to_base is null
                then {{ record_key(table_name, 'priced') }}
            else record_key
        end as record_key,
        coalesce(
            rejection_code,
            case when rate_to_base is null then 'no_exchange_rate' end
        ) as rejection_code,
        case
            when rejection_code is null and rate_to_base is null then 'currency_code'
            else rejected_column
        end as rejected_column,
        case
            when rejection_code is null and rate_to_base is null
                then cast(to_json({{ record_struct(table_name) }}) as string)
            else payload
        end as payload
    from priced

)
{%- endmacro %}
