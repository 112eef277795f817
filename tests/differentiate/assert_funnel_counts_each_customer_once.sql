-- The funnel holds each customer but visitors once, its counts never rise, and it knows
-- as many buyers and referrers as the current stages do.
with

funnel as (

    select * from {{ ref('fct_relationship_funnel') }}

),

history as (

    select * from {{ ref('fct_lifecycle_history') }}
    where is_current

),

funnel_totals as (

    select
        coalesce(sum(acquisition_count), 0) as customer_count,
        coalesce(sum(any_conversion_count), 0) as buyer_count,
        coalesce(sum(any_referral_count), 0) as referrer_count,
        count(
            case
                when acquisition_count < identification_count
                    or identification_count < conversion_count
                    or conversion_count < retention_count
                    or retention_count < referral_count
                    or any_conversion_count < conversion_count
                    or any_retention_count < retention_count
                    or any_referral_count < referral_count
                    then 1
            end
        ) as rising_count
    from funnel

),

stage_totals as (

    select
        count(*) as customer_count,
        count(case when lifecycle_stage != 'prospect' then 1 end) as buyer_count,
        count(case when relationship_stage = 'referral' then 1 end) as referrer_count
    from history

),

final as (

    select
        funnel_totals.rising_count,
        funnel_totals.customer_count,
        stage_totals.customer_count as expected_customer_count,
        funnel_totals.buyer_count,
        stage_totals.buyer_count as expected_buyer_count,
        funnel_totals.referrer_count,
        stage_totals.referrer_count as expected_referrer_count
    from funnel_totals
    cross join stage_totals
    where funnel_totals.rising_count != 0
        or funnel_totals.customer_count != stage_totals.customer_count
        or funnel_totals.buyer_count != stage_totals.buyer_count
        or funnel_totals.referrer_count != stage_totals.referrer_count

)

select * from final
