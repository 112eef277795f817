with

lives as (

    select * from {{ ref('int_contact_lives') }}
    where split_component is not null

),

final as (

    select
        lives.contact_id,
        lives.era,
        lives.first_founder_node as founder_node,
        earlier_lives.last_founder_node as earlier_founder_node,
        lives.era_started_at
    from lives
    inner join lives as earlier_lives
        on lives.contact_id = earlier_lives.contact_id
        and lives.era = earlier_lives.era + 1
    where lives.is_carried

)

select * from final
