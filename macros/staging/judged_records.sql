{% macro judged_records(table_name, rules={}) -%}
texts as (

    select {{ contract_texts(table_name) }}
    from raw_records

),

typed as (

    select {{ typed_columns(table_name) }}
    from texts

),

checked as (

    select
        typed.*,
        bounds.*,
        {{ recorded_at(table_name) }} as stated_recorded_at,
        {{ record_faults(table_name) }}
    from typed
    cross join bounds

),

judged as (

    select
        *,
        {{ rejection_code(rules) }} as rejection_code
    from checked

),

final as (

    select
        {{ contract_columns(table_name, without=['recorded_at']) }},
        case
            when stated_recorded_at between recorded_at_from and recorded_at_until
                then stated_recorded_at
        end as recorded_at,
        case
            when rejection_code is not null
                then {{ record_key(table_name, 'record') }}
        end as record_key,
        rejection_code,
        {{ rejected_column() }} as rejected_column,
        case
            when rejection_code is not null then cast(to_json(record) as string)
        end as payload
    from judged

)
{%- endmacro %}
