with

records as (

    select * from {{ ref('base_employees') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

{{ current_versions('employees') }},

final as (

    select
        source_system,
        {{ public_id('employee_id') }} as employee_id,
        {{ public_id('store_id') }} as store_id,
        employee_name,
        department,
        region,
        recorded_at
    from versions

)

select * from final
