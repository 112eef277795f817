{% macro current_versions(table_name) -%}
{{ newest_versions(table_name) }},

ranked as (

    select
        *,
        row_number() over (
            partition by {{ contract_key(table_name) }}
            order by {{ version_order(table_name) }}
        ) as version_rank
    from newest
    where is_tied

),

versions as {{ recomputed() }} (

    select *, 1 as version_rank
    from newest
    where not is_tied

    union all

    select *
    from ranked
    where version_rank = 1

)
{%- endmacro %}
