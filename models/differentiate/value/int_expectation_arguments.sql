-- Expected purchases of one who is alive: Fader, Hardie and Lee (2005), equation 10; b
-- is one higher where a customer can drop out at the start (Batislam et al. 2007). In
-- the series of the paper or that of Euler's transformation: the first has no signs
-- that alternate and cancel, where customers buy alike; the second is short, where a
-- customer has bought often.
{%- set is_as_published %}
stay_chances + a - 1 < rate_shape or a - 1 > rate_shape
{%- endset %}
with

histories as (

    select * from {{ ref('int_scored_histories') }}

),

models as (

    select * from {{ ref('int_clv_models') }}

),

fits as (

    select distinct
        fit_id,
        r,
        alpha_days,
        a,
        b + start_chance_count as first_stay_chances
    from models

),

purchase_counts as (

    select distinct
        fit_id,
        repeat_purchase_count
    from histories

),

shapes as (

    select
        purchase_counts.fit_id,
        purchase_counts.repeat_purchase_count,
        fits.alpha_days,
        fits.a,
        fits.first_stay_chances + purchase_counts.repeat_purchase_count as stay_chances,
        fits.r + purchase_counts.repeat_purchase_count as rate_shape
    from purchase_counts
    inner join fits
        on purchase_counts.fit_id = fits.fit_id

),

final as (

    select
        fit_id,
        repeat_purchase_count,
        alpha_days,
        case
            when {{ is_as_published }} then stay_chances
            else stay_chances + a - 1 - rate_shape
        end as first_argument,
        case when {{ is_as_published }} then rate_shape else a - 1 end
            as second_argument,
        stay_chances + a - 1 as third_argument,
        (stay_chances + a - 1) / (a - 1) as factor
    from shapes

)

select * from final
