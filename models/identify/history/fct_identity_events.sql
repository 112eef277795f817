with

persons as (

    select * from {{ ref('int_persons') }}

),

lives as (

    select * from {{ ref('int_contact_lives') }}

),

founders as (

    select * from {{ ref('int_founders') }}

),

era_parts as (

    select * from {{ ref('int_era_parts') }}

),

split_parts as (

    select * from {{ ref('int_split_parts') }}

),

births as (

    select
        case when coalesce(lives.is_founder, true) then 'created' else 'joined' end
            as event_kind,
        coalesce(
            founders.customer_id, {{ first_customer_id('persons.contact_id') }}
        ) as customer_id,
        cast(null as string) as other_customer_id,
        persons.contact_id,
        case when lives.is_founder then 'recorded' else lives.link_rule end as cause,
        persons.known_at as event_at
    from persons
    left join lives
        on persons.contact_id = lives.contact_id
        and not lives.is_carried
    left join founders
        on lives.first_founder_node = founders.node

),

mergers as (

    select
        'merged' as event_kind,
        founders.customer_id,
        heirs.customer_id as other_customer_id,
        cast(null as string) as contact_id,
        lives.link_rule as cause,
        lives.ended_at as event_at
    from lives
    inner join founders
        on lives.node = founders.node
    inner join founders as heirs
        on lives.heir_node = heirs.node

),

splits as (

    select
        split_parts.outcome as event_kind,
        founders.customer_id,
        earlier_founders.customer_id as other_customer_id,
        era_parts.contact_id,
        'never_link' as cause,
        split_parts.split_at as event_at
    from era_parts
    inner join split_parts
        on era_parts.founder_node = split_parts.founder_node
    inner join founders
        on split_parts.founder_node = founders.node
    inner join founders as earlier_founders
        on split_parts.earlier_founder_node = earlier_founders.node
    where split_parts.outcome != 'kept'

),

events as (

    {% for relation in ['births', 'mergers', 'splits'] %}
    select
        event_kind,
        customer_id,
        other_customer_id,
        contact_id,
        cause,
        event_at
    from {{ relation }}
    {% if not loop.last %}
    union all

    {% endif %}
    {% endfor %}
),

final as (

    select
        md5(
            event_kind || ':' || customer_id
            || ':' || coalesce(contact_id, '')
            || ':' || coalesce(cast(event_at as string), '')
        ) as event_id,
        customer_id,
        other_customer_id,
        contact_id,
        event_kind,
        coalesce(cause, 'recorded') as cause,
        cast(
            case event_kind
                when 'split' then 1
                when 'restored' then 1
                when 'created' then 2
                when 'joined' then 3
                else 4
            end as bigint
        ) as event_sequence,
        event_at
    from events

)

select * from final
