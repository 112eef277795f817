with

employees as (

    select * from {{ ref('stg_employees') }}

),

orders as (

    select * from {{ ref('stg_orders') }}

),

interactions as (

    select * from {{ ref('stg_interactions') }}

),

accounts as (

    select * from {{ ref('stg_accounts') }}

),

-- A union without `all`: an employee counts once, wherever one was seen.
seen_employees as (

    select
        source_system,
        employee_id
    from employees

    union distinct

    select
        source_system,
        salesperson_id as employee_id
    from orders
    where salesperson_id is not null

    union distinct

    select
        source_system,
        employee_id
    from interactions
    where employee_id is not null

    union distinct

    select
        source_system,
        owner_employee_id as employee_id
    from accounts
    where owner_employee_id is not null

),

final as (

    select
        seen_employees.employee_id,
        employees.store_id,
        seen_employees.source_system,
        employees.employee_name,
        employees.department,
        employees.region,
        employees.employee_id is not null as is_listed
    from seen_employees
    left join employees
        on seen_employees.employee_id = employees.employee_id

)

select * from final
