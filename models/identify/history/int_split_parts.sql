with

era_parts as (

    select * from {{ ref('int_era_parts') }}

),

spells as (

    select * from {{ ref('int_customer_spells') }}

),

lives as (

    select * from {{ ref('int_contact_lives') }}
    where split_component is not null
        and is_founder

),

parts as (

    select
        era_parts.founder_node,
        era_parts.earlier_founder_node,
        lives.contact_id as founding_contact_id,
        era_parts.era,
        era_parts.era_started_at,
        count(*) as contact_count
    from era_parts
    inner join lives
        on era_parts.founder_node = lives.node
    group by
        era_parts.founder_node,
        era_parts.earlier_founder_node,
        lives.contact_id,
        era_parts.era,
        era_parts.era_started_at

),

-- The customer that the founding contact was before, where it was retired.
ranked_lives as (

    select
        parts.founder_node,
        lives.node as retired_node,
        lives.ended_at,
        row_number() over (
            partition by parts.founder_node
            order by lives.era desc
        ) as life_rank
    from parts
    inner join lives
        on parts.founding_contact_id = lives.contact_id
        and parts.era > lives.era

),

retired as (

    select
        founder_node,
        retired_node
    from ranked_lives
    where life_rank = 1
        and ended_at is not null

),

compared as (

    select
        retired.founder_node,
        retired.retired_node,
        count(*) as retired_contact_count,
        count(era_parts.contact_id) as common_contact_count
    from retired
    inner join spells
        on retired.retired_node = spells.founder_node
    left join era_parts
        on spells.contact_id = era_parts.contact_id
        and retired.founder_node = era_parts.founder_node
    group by retired.founder_node, retired.retired_node

),

judged as (

    select
        parts.*,
        compared.retired_node,
        coalesce(
            compared.retired_contact_count = parts.contact_count
            and compared.common_contact_count = parts.contact_count,
            false
        ) as is_restorable
    from parts
    left join compared
        on parts.founder_node = compared.founder_node

),

ranked as (

    select
        *,
        row_number() over (
            partition by earlier_founder_node
            order by is_restorable asc, contact_count desc, founder_node asc
        ) as part_rank
    from judged

),

final as (

    select
        founder_node,
        earlier_founder_node,
        case
            when part_rank = 1 then 'kept'
            when is_restorable then 'restored'
            else 'split'
        end as outcome,
        case
            when part_rank = 1 then earlier_founder_node
            when is_restorable then retired_node
        end as namesake_node,
        contact_count,
        era_started_at as split_at
    from ranked

)

select * from final
