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

versions as (

    select
        records.*,
        row_number() over (
            partition by {{ contract_key('identity_overrides') }}
            order by {{ version_order('identity_overrides') }}
        ) as version_rank
    from records
    cross join as_of
    where records.rejection_code is null
        and {{ is_known('records.recorded_at', 'as_of.as_of_date') }}

),

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
    where versions.version_rank = 1

)

select * from final
