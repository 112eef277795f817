with

referred_customers as (

    select * from {{ ref('int_referred_customers') }}

),

known_customers as (

    select * from {{ ref('int_known_customers') }}

),

-- Of several who have the address it is enough that one came. Who it is was not known
-- before somebody gave the address.
final as (

    select
        referred_customers.customer_id,
        referred_customers.referee_customer_id,
        min(referred_customers.referred_date) as referred_date,
        min(
            greatest(
                known_customers.first_purchase_date, referred_customers.resolved_date
            )
        ) as brought_date
    from referred_customers
    inner join known_customers
        on referred_customers.referee_customer_id = known_customers.customer_id
    where known_customers.first_purchase_date >= referred_customers.referred_date
    group by referred_customers.customer_id, referred_customers.referee_customer_id

)

select * from final
