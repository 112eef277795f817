{% set later_steps = ['identification', 'conversion', 'retention', 'referral'] %}
with

relationship_steps as (

    select * from {{ ref('int_relationship_steps') }}

),

customers as (

    select * from {{ ref('dim_customers') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

-- Who left out a step counts up to there, so that no count rises along the funnel. A
-- repeat purchase needs no look at the first.
in_order as (

    select
        customer_id,
        cast(date_trunc('month', acquisition_date) as date) as month_start_date,
        acquisition_date,
        identification_date,
        case
            when identification_date is not null then conversion_date
        end as conversion_date,
        case
            when identification_date is not null then retention_date
        end as retention_date,
        case
            when identification_date is not null and retention_date is not null
                then referral_date
        end as referral_date,
        conversion_date as any_conversion_date,
        retention_date as any_retention_date,
        referral_date as any_referral_date
    from relationship_steps

),

counted as (

    select
        in_order.month_start_date,
        customers.acquisition_channel,
        count(*) as acquisition_count,
        {% for step in later_steps %}
        count(in_order.{{ step }}_date) as {{ step }}_count,
        cast(
            sum({{ days_between(
                'in_order.acquisition_date', 'in_order.' ~ step ~ '_date'
            ) }}) as bigint
        ) as {{ step }}_days,
        {% endfor %}
        count(in_order.any_conversion_date) as any_conversion_count,
        count(in_order.any_retention_date) as any_retention_count,
        count(in_order.any_referral_date) as any_referral_count
    from in_order
    inner join customers
        on in_order.customer_id = customers.customer_id
    group by in_order.month_start_date, customers.acquisition_channel

),

final as (

    select
        counted.month_start_date,
        counted.acquisition_channel,
        {{ days_between(
            'least(last_day(counted.month_start_date), as_of.as_of_date)',
            'as_of.as_of_date',
        ) }} as observed_days,
        counted.acquisition_count,
        counted.identification_count,
        counted.conversion_count,
        counted.retention_count,
        counted.referral_count,
        counted.any_conversion_count,
        counted.any_retention_count,
        counted.any_referral_count,
        {% for step in later_steps %}
        {% set before = (['acquisition'] + later_steps)[loop.index0] %}
        round({{ share(
            'counted.' ~ step ~ '_count', 'counted.' ~ before ~ '_count'
        ) }}, 9) as {{ step }}_rate,
        {% endfor %}
        {% for step in later_steps %}
        round({{ share(
            'counted.' ~ step ~ '_days', 'counted.' ~ step ~ '_count'
        ) }}, 9) as mean_{{ step }}_days
        {%- if not loop.last %},{% endif %}

        {% endfor %}
    from counted
    cross join as_of

)

select * from final
