-- Every customer with a lifetime value is in a class, and no other.
with

classes as (

    select * from {{ ref('fct_customer_classes') }}

),

customer_values as (

    select * from {{ ref('fct_customer_value') }}

),

final as (

    select customer_values.customer_id
    from customer_values
    left join classes
        on customer_values.customer_id = classes.customer_id
    where classes.customer_id is null
        or (customer_values.clv_36_months_amount is null)
        != (classes.value_class is null)
        or (classes.value_class is null) != (classes.null_reason is not null)

)

select * from final
