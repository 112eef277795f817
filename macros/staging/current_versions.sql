{% macro current_versions(table_name) -%}
known as (

    select records.*
    from records
    cross join as_of
    where records.rejection_code is null
        and {{ is_known('records.recorded_at', 'as_of.as_of_date') }}

),

repeated_keys as (

    select {{ contract_key(table_name) }}
    from known
    group by {{ contract_key(table_name) }}
    having count(*) > 1

),

flagged as (

    select
        known.*,
        repeated_keys.source_system is not null as is_repeated
    from known
    left join repeated_keys
        on {{ same_key(table_name, 'known', 'repeated_keys') }}

),

ranked as (

    select
        *,
        row_number() over (
            partition by {{ contract_key(table_name) }}
            order by {{ version_order(table_name) }}
        ) as version_rank,
        min(recorded_at) over (partition by {{ contract_key(table_name) }})
            as first_recorded_at
    from flagged
    where is_repeated

),

versions as (

    select *, 1 as version_rank, recorded_at as first_recorded_at
    from flagged
    where not is_repeated

    union all

    select *
    from ranked
    where version_rank = 1

)
{%- endmacro %}
