-- A customer has more values than the limits allow only where fct_identity_reviews says
-- so. Values are counted as they are: a slip of another counts as one of its own.
with

marks as (

    select * from {{ ref('int_contact_marks') }}

),

limits as (

    select * from {{ ref('int_mark_limits') }}
    where tolerance = 'exact'

),

bridge as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

reviews as (

    select distinct left_customer_id as customer_id
    from {{ ref('fct_identity_reviews') }}
    where review_kind in ('must_link_conflict', 'unique_conflict')

),

contact_counts as (

    select
        marks.node as contact_id,
        marks.mark_type,
        count(*) as value_count
    from marks
    group by marks.node, marks.mark_type

),

customer_values as (

    select
        bridge.customer_id,
        marks.mark_type,
        limits.limit_count,
        count(distinct marks.mark_value) as value_count,
        max(contact_counts.value_count) as contact_value_count
    from marks
    inner join limits
        on marks.mark_type = limits.mark_type
    inner join bridge
        on marks.node = bridge.contact_id
    inner join contact_counts
        on marks.node = contact_counts.contact_id
        and marks.mark_type = contact_counts.mark_type
    group by bridge.customer_id, marks.mark_type, limits.limit_count

),

final as (

    select
        customer_values.customer_id,
        customer_values.mark_type
    from customer_values
    left join reviews
        on customer_values.customer_id = reviews.customer_id
    where customer_values.value_count > customer_values.limit_count
        and customer_values.value_count > customer_values.contact_value_count
        and reviews.customer_id is null

)

select * from final
