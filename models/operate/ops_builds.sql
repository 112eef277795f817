with

gate_results as (

    select * from {{ source('ledger', 'gate_results') }}

),

publications as (

    select * from {{ source('ledger', 'publications') }}

),

{{ published_builds() }},

final as (

    select
        gate_results.build_id,
        gate_results.as_of_date,
        gate_results.stage,
        gate_results.vital_name,
        gate_results.vital_value,
        gate_results.lower_bound,
        gate_results.upper_bound,
        gate_results.is_passed,
        published_builds.build_id is not null as is_published
    from gate_results
    left join published_builds
        on gate_results.build_id = published_builds.build_id

)

select * from final
