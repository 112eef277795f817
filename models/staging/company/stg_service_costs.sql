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

{{ current_versions('service_costs') }},

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

)

select * from final
