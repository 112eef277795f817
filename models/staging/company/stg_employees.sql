with

records as (

    select * from {{ ref('base_employees') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

versions as (

    select
        records.*,
        row_number() over (
            partition by {{ contract_key('employees') }}
            order by {{ version_order('employees') }}
        ) as version_rank
    from records
    cross join as_of
    where records.rejection_code is null
        and {{ is_known('records.recorded_at', 'as_of.as_of_date') }}

),

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
    where version_rank = 1

)

select * from final
