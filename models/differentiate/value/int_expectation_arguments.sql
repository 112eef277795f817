-- Expected purchases of one who is alive: Fader, Hardie and Lee (2005), equation 10; b
-- is one higher where a customer can drop out at the start (Batislam et al. 2007). In
-- the series of the paper or that of Euler's transformation: the first has no signs
-- that alternate and cancel, where customers buy alike; the second is short, where a
-- customer has bought often.
{%- set is_as_published %}
stay_chances + a - 1 < rate_shape or a - 1 > rate_shape
{%- endset %}
with

statistics as (

    select * from {{ ref('int_purchase_statistics') }}

),

models as (

    select * from {{ ref('int_clv_models') }}

),

purchase_counts as (

    select
        fit_purpose,
        repeat_purchase_count
    from statistics
    group by fit_purpose, repeat_purchase_count

),

shapes as (

    select
        purchase_counts.fit_purpose,
        purchase_counts.repeat_purchase_count,
        models.alpha_days,
        models.a,
        models.b + models.start_chance_count + purchase_counts.repeat_purchase_count
            as stay_chances,
        models.r + purchase_counts.repeat_purchase_count as rate_shape
    from purchase_counts
    inner join models
        on purchase_counts.fit_purpose = models.fit_purpose
    where models.null_reason is null

),

final as (

    select
        fit_purpose,
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
