with

restated_values as (

    select * from {{ ref('int_restated_values') }}

),

causes as (

    select * from {{ ref('int_restatement_causes') }}

),

ranked as (

    select
        restated_values.publication_month_date,
        restated_values.customer_id,
        restated_values.attribute,
        causes.cause,
        causes.cause_record_id,
        causes.cause_recorded_at,
        row_number() over (
            partition by
                restated_values.publication_month_date,
                restated_values.customer_id,
                restated_values.attribute
            order by
                causes.cause_rank asc,
                causes.cause_recorded_at desc,
                causes.cause asc,
                causes.cause_record_id asc
        ) as likelihood_rank,
        count(*) over (
            partition by
                restated_values.publication_month_date,
                restated_values.customer_id,
                restated_values.attribute
        ) as cause_count
    from restated_values
    inner join causes
        on restated_values.publication_month_date = causes.publication_month_date
        and restated_values.live_customer_id = causes.customer_id
    where restated_values.attribute = 'revenue_amount'
        or not causes.is_of_revenue_alone

),

likeliest as (

    select * from ranked
    where likelihood_rank = 1

),

final as (

    select
        restated_values.publication_month_date,
        restated_values.customer_id,
        restated_values.attribute,
        restated_values.as_of_date,
        restated_values.live_customer_id,
        restated_values.published_value,
        restated_values.known_value,
        coalesce(likeliest.cause, 'no_record') as cause,
        likeliest.cause_record_id,
        restated_values.revenue_change_amount,
        coalesce(likeliest.cause_count, 0) as cause_count,
        likeliest.cause_recorded_at
    from restated_values
    left join likeliest
        on restated_values.publication_month_date = likeliest.publication_month_date
        and restated_values.customer_id = likeliest.customer_id
        and restated_values.attribute = likeliest.attribute

)

select * from final
