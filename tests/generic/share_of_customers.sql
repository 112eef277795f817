{% test share_of_customers(model, most, customers, from_customer_count) %}

with

members as (

    select count(*) as member_count
    from {{ model }}

),

customers as (

    select count(*) as customer_count
    from {{ customers }}

)

select
    members.member_count,
    customers.customer_count
from members
cross join customers
where customers.customer_count >= {{ from_customer_count }}
    and members.member_count > {{ most }} * customers.customer_count

{% endtest %}
