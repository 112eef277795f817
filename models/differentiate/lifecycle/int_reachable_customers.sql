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
        min(first_seen_at) as first_seen_at
    from contact_points
    group by customer_id

),

-- Mail comes by post or e-mail.
stated as (

    select
        customer_id,
        stated_at,
        has_phone,
        has_address or email_address is not null as has_mail
    from statements

),

firsts as (

    select
        customer_id,
        max(case when has_mail then 1 else 0 end) = 1 as has_mail,
        min(case when has_mail then stated_at end) as mail_at,
        min(case when has_phone then stated_at end) as phone_at
    from stated
    group by customer_id

),

-- Which phone numbers stand for nobody is known of those of today.
persons as (

    select
        customers.customer_id,
        customers.account_id,
        least(
            points.first_seen_at,
            firsts.mail_at,
            case when points.has_phone then firsts.phone_at end
        ) as reachable_at
    from customers
    left join points
        on customers.customer_id = points.customer_id
    left join firsts
        on customers.customer_id = firsts.customer_id
    where customers.customer_kind = 'person'
        and (points.customer_id is not null or firsts.has_mail)

),

-- An organisation is reached through its persons.
final as (

    select
        customer_id,
        {{ business_date('reachable_at') }} as reachable_date
    from persons

    union all

    select
        customers.customer_id,
        min({{ business_date('persons.reachable_at') }}) as reachable_date
    from persons
    inner join customers
        on persons.account_id = customers.account_id
    where customers.customer_kind = 'organisation'
    group by customers.customer_id

)

select * from final
