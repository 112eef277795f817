with

restated_values as (

    select * from {{ ref('int_restated_values') }}

),

aliases as (

    select * from {{ ref('bridge_customer_aliases') }}

),

events as (

    select * from {{ ref('fct_identity_events') }}

),

snapshots as (

    select * from {{ ref('fct_customer_snapshots') }}

),

restated_customers as (

    select distinct
        publication_month_date,
        live_customer_id as customer_id,
        cast({{ add_days('as_of_date', 1) }} as timestamp) as late_from_at
    from restated_values

),

-- Who was named by an event, by the id that lives.
named as (

    select
        events.event_id,
        events.event_kind,
        events.event_at,
        events.customer_id as event_customer_id,
        coalesce(aliases.customer_id, events.customer_id) as customer_id
    from events
    left join aliases
        on events.customer_id = aliases.retired_customer_id

    union distinct

    select
        events.event_id,
        events.event_kind,
        events.event_at,
        events.customer_id as event_customer_id,
        coalesce(aliases.customer_id, events.other_customer_id) as customer_id
    from events
    left join aliases
        on events.other_customer_id = aliases.retired_customer_id
    where events.other_customer_id is not null

),

final as (

    select
        restated_customers.publication_month_date,
        restated_customers.customer_id,
        named.event_id,
        named.event_kind,
        named.event_kind in ('split', 'restored')
        or (named.event_kind = 'merged' and snapshots.customer_id is not null)
            as is_of_published,
        named.event_at
    from restated_customers
    inner join named
        on restated_customers.customer_id = named.customer_id
        and restated_customers.late_from_at <= named.event_at
    left join snapshots
        on restated_customers.publication_month_date = snapshots.publication_month_date
        and named.event_customer_id = snapshots.customer_id
    where named.event_kind != 'created'
        or named.event_customer_id = restated_customers.customer_id

)

select * from final
