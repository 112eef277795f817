with

history as (

    select * from {{ ref('fct_lifecycle_history') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

intervals as (

    select
        history.customer_id,
        history.lifecycle_stage,
        history.growth_phase,
        history.relationship_stage,
        last_day(history.valid_from) as first_month_end_date,
        last_day({{ add_months(
            'least(history.valid_to, ' ~ add_days('as_of.as_of_date', 1) ~ ')', -1
        ) }}) as last_month_end_date
    from history
    cross join as_of

),

final as (

    select
        customer_id,
        first_month_end_date,
        last_month_end_date,
        lifecycle_stage,
        growth_phase,
        relationship_stage
    from intervals
    where first_month_end_date <= last_month_end_date

)

select * from final
