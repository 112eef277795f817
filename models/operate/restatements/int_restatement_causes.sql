-- Nobody notes what a record changed, so a cause is the likeliest: first what united or
-- parted customers that were published, then records that were not there, other changes
-- of the customer, and at last records that were there in another version.
with

records as (

    select * from {{ ref('int_late_records') }}

),

identities as (

    select * from {{ ref('int_restated_identities') }}

),

final as (

    select
        publication_month_date,
        customer_id,
        case when is_new then 'late_' else 'changed_' end || record_kind as cause,
        record_id as cause_record_id,
        cast(case when is_new then 2 else 4 end as bigint) as cause_rank,
        record_kind = 'return' as is_of_revenue_alone,
        recorded_at as cause_recorded_at
    from records

    union all

    select
        publication_month_date,
        customer_id,
        case
            when event_kind = 'joined' then 'joined_contact'
            else event_kind || '_customer'
        end as cause,
        event_id as cause_record_id,
        cast(case when is_of_published then 1 else 3 end as bigint) as cause_rank,
        false as is_of_revenue_alone,
        event_at as cause_recorded_at
    from identities

)

select * from final
