-- A purchase is due after the last, within its interval, or there is a reason why not.
with

customer_products as (

    select * from {{ ref('fct_customer_products') }}

),

final as (

    select
        customer_id,
        product_id,
        null_reason,
        next_due_date
    from customer_products
    where (next_due_date is null) != (null_reason is not null)
        or earliest_due_date > next_due_date
        or latest_due_date < next_due_date
        or next_due_date < last_purchase_date
        or (next_due_date is not null and latest_due_date is null)
        or (next_due_date is not null and not is_owned)

)

select * from final
