with

records as (

    select * from {{ ref('base_identity_overrides') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

decisions as (

    select * from {{ ref('closed_lists') }}
    where list_name = 'identity_decision'

),

{{ current_versions('identity_overrides') }},

final as (

    select
        versions.source_system,
        {{ public_id('left_contact_id', 'left_source_system') }}
            as left_contact_id,
        {{ public_id('right_contact_id', 'right_source_system') }}
            as right_contact_id,
        {{ listed_value('versions.decision', 'decisions') }} as decision,
        versions.decided_by,
        versions.note,
        versions.decided_at,
        versions.recorded_at
    from versions
    left join decisions
        on lower(versions.decision) = decisions.synonym

)

select * from final
