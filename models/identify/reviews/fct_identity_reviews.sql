with

cases as (

    select * from {{ ref('int_review_cases') }}

),

customers as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

review_kinds as (

    select * from {{ ref('review_kinds') }}

),

final as (

    select
        cases.review_id,
        cases.review_kind,
        cases.left_contact_id,
        cases.right_contact_id,
        left_customers.customer_id as left_customer_id,
        right_customers.customer_id as right_customer_id,
        cases.account_id,
        cases.other_account_id,
        cases.identifier_type,
        cases.identifier_key,
        review_kinds.meaning || ' (' || cases.detail || ').' as reason,
        review_kinds.remedy || '.' as remedy,
        review_kinds.priority as review_priority,
        cases.contact_count,
        cases.guest_count,
        cases.surname_count,
        cases.match_weight
    from cases
    inner join review_kinds
        on cases.review_kind = review_kinds.review_kind
    left join customers as left_customers
        on cases.left_contact_id = left_customers.contact_id
    left join customers as right_customers
        on cases.right_contact_id = right_customers.contact_id

)

select * from final
