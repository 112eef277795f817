with

service_costs as (

    select * from {{ ref('stg_service_costs') }}

),

cost_drivers as (

    select * from {{ ref('cost_drivers') }}

),

channels as (

    select * from {{ ref('closed_lists') }}
    where list_name = 'channel'

),

as_of as (

    select * from {{ ref('as_of') }}

),

final as (

    select
        service_costs.source_system || ':' || service_costs.stated_activity
        || ':' || cast(service_costs.period_start as string)
        || ':' || coalesce(service_costs.channel, '')
        || ':' || coalesce(service_costs.campaign_id, '') as cost_pool_id,
        service_costs.campaign_id,
        service_costs.period_start as period_start_date,
        service_costs.period_end as period_end_date,
        service_costs.activity,
        cost_drivers.driver,
        case
            when cost_drivers.is_channel_listed
                then coalesce(channels.list_value, lower(service_costs.channel))
            else lower(service_costs.channel)
        end as channel,
        case
            when cost_drivers.driver is null then 'unknown_activity'
            when service_costs.period_start > as_of.as_of_date then 'period_ahead'
            else 'no_driver'
        end as reason_without_driver,
        service_costs.cost_amount
    from service_costs
    cross join as_of
    left join cost_drivers
        on service_costs.activity = cost_drivers.activity
    left join channels
        on lower(service_costs.channel) = channels.synonym

)

select * from final
