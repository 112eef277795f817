-- A customer of n contacts has a chain of n - 1 links, which form no cycle.
with

links as (

    select * from {{ ref('fct_identity_links') }}
    where is_in_chain

),

bridge as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

sizes as (

    select
        customer_id,
        count(*) as contact_count
    from bridge
    group by customer_id

),

chain_sizes as (

    select
        bridge.customer_id,
        count(*) as link_count
    from links
    inner join bridge
        on links.left_contact_id = bridge.contact_id
    group by bridge.customer_id

),

final as (

    select sizes.customer_id
    from sizes
    left join chain_sizes
        on sizes.customer_id = chain_sizes.customer_id
    where sizes.contact_count != coalesce(chain_sizes.link_count, 0) + 1

)

select * from final
