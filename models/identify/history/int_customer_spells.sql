-- Only where customers were split: who had been whose contact decides what a split
-- gives back. Customers end later and later on the way, so the way ends.
with recursive

lives as (

    select * from {{ ref('int_contact_lives') }}
    where split_component is not null

),

spells as (

    select
        contact_id,
        first_founder_node as founder_node
    from lives

    union all

    select
        spells.contact_id,
        lives.heir_node as founder_node
    from spells
    inner join lives
        on spells.founder_node = lives.node
    where lives.ended_at is not null

),

final as (

    select
        founder_node,
        contact_id
    from spells

)

select * from final
