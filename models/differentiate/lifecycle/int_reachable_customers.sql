with

statements as (

    select * from {{ ref('int_contact_statements') }}

),

contact_points as (

    select * from {{ ref('bridge_customer_contact_points') }}

),

customers as (

    select * from {{ ref('dim_customers') }}

),

points as (

    select
        customer_id,
        max(case when channel = 'phone' then 1 else 0 end) = 1 as has_phone,
        min(first_seen_at) as reachable_at
    from contact_points
    group by customer_id

),

-- Which phone numbers stand for nobody is known of those of today.
reached as (

    select
        customer_id,
        reachable_at
    from points

    union all

    select
        statements.customer_id,
        statements.stated_at as reachable_at
    from statements
    left join points
        on statements.customer_id = points.customer_id
    where statements.has_address
        or statements.email_address is not null
        or (statements.has_phone and points.has_phone)

),

persons as (

    select
        reached.customer_id,
        customers.account_id,
        customers.customer_kind,
        min(reached.reachable_at) as reachable_at
    from reached
    inner join customers
        on reached.customer_id = customers.customer_id
    group by reached.customer_id, customers.account_id, customers.customer_kind

),

-- An organisation is reached through its persons.
final as (

    select
        customer_id,
        {{ business_date('reachable_at') }} as reachable_date
    from persons
    where customer_kind = 'person'

    union all

    select
        customers.customer_id,
        min({{ business_date('persons.reachable_at') }}) as reachable_date
    from persons
    inner join customers
        on persons.account_id = customers.account_id
    where persons.customer_kind = 'person'
        and customers.customer_kind = 'organisation'
    group by customers.customer_id

)

select * from final
