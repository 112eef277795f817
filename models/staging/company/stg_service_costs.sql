with

records as (

    select * from {{ ref('base_service_costs') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

activities as (

    select * from {{ ref('closed_lists') }}
    where list_name = 'cost_activity'

),

versions as (

    select
        records.*,
        row_number() over (
            partition by {{ contract_key('service_costs') }}
            order by {{ version_order('service_costs') }}
        ) as version_rank
    from records
    cross join as_of
    where records.rejection_code is null
        and {{ is_known('records.recorded_at', 'as_of.as_of_date') }}

),

final as (

    select
        versions.source_system,
        {{ public_id('campaign_id') }} as campaign_id,
        versions.period_start,
        versions.period_end,
        {{ listed_value('versions.activity', 'activities') }} as activity,
        versions.activity as stated_activity,
        versions.channel,
        cast(versions.cost_amount as decimal(18, 2)) as cost_amount,
        versions.recorded_at
    from versions
    left join activities
        on lower(versions.activity) = activities.synonym
    where versions.version_rank = 1

)

select * from final
