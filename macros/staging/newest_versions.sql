{% macro newest_versions(table_name) -%}
known as {{ recomputed() }} (

    select records.*
    from records
    cross join as_of
    where records.rejection_code is null
        and {{ is_known('records.recorded_at', 'as_of.as_of_date') }}

),

repeated_keys as (

    select
        {{ contract_key(table_name) }},
        max(recorded_at) as newest_recorded_at,
        min(recorded_at) as first_recorded_at
    from known
    group by {{ contract_key(table_name) }}
    having count(*) > 1

),

tied_keys as (

    select {{ contract_key(table_name, 'known') }}
    from known
    inner join repeated_keys
        on {{ same_key(table_name, 'known', 'repeated_keys') }}
        and known.recorded_at is not distinct from repeated_keys.newest_recorded_at
    group by {{ contract_key(table_name, 'known') }}
    having count(*) > 1

),

newest as {{ recomputed() }} (

    select
        known.*,
        tied_keys.source_system is not null as is_tied,
        case
            when repeated_keys.source_system is null then known.recorded_at
            else repeated_keys.first_recorded_at
        end as first_recorded_at
    from known
    left join repeated_keys
        on {{ same_key(table_name, 'known', 'repeated_keys') }}
    left join tied_keys
        on {{ same_key(table_name, 'known', 'tied_keys') }}
    where repeated_keys.source_system is null
        or known.recorded_at is not distinct from repeated_keys.newest_recorded_at

)
{%- endmacro %}
