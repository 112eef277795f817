with

persons as (

    select * from {{ ref('int_persons') }}

),

components as (

    select * from {{ ref('int_contact_components') }}

),

eras as (

    select * from {{ ref('int_identity_eras') }}

),

linked as (

    select
        persons.contact_id,
        components.component,
        coalesce(persons.known_at, {{ always_known_at() }}) as known_at
    from persons
    inner join components
        on persons.contact_id = components.node

),

lived as (

    select
        linked.contact_id,
        linked.known_at,
        eras.component,
        coalesce(eras.era, 0) as era,
        coalesce(eras.started_at, {{ always_known_at() }}) as era_started_at,
        coalesce(eras.ended_at, {{ never_ended_at() }}) as era_ended_at
    from linked
    left join eras
        on linked.component = eras.component
        and linked.known_at < eras.ended_at

),

final as (

    select
        contact_id,
        component as split_component,
        cast(era as bigint) as era,
        row_number() over (
            order by known_at asc nulls last, contact_id asc, era asc
        ) as node,
        known_at < era_started_at as is_carried,
        era_ended_at = {{ never_ended_at() }} as is_current,
        case
            when known_at < era_started_at then {{ always_known_at() }}
            else known_at
        end as known_at,
        era_started_at
    from lived

)

select * from final
