-- Too little data give no number but a reason.
with

parameters as (

    select * from {{ ref('clv_parameters') }}

),

statistics as (

    select * from {{ ref('int_purchase_statistics') }}

),

cuts as (

    select * from {{ ref('int_clv_cuts') }}

),

margin_shares as (

    select * from {{ ref('int_margin_shares') }}

),

rules as (

    select * from {{ ref('int_clv_rules') }}

),

buyers as (

    select
        fit_purpose,
        count(*) as buyer_count,
        count(case when repeat_purchase_count >= 2 then 1 end) as loyal_buyer_count,
        max(customer_age_days) as history_days,
        min(customer_age_days - last_purchase_age_days) as silence_days
    from statistics
    group by fit_purpose

),

-- At a = 1, and of the BG/NBD at a + b = 1, the expectation is a limit that the formula
-- does not give.
final as (

    select
        cuts.fit_purpose,
        cuts.cut_date,
        cuts.holdout_days,
        parameters.fit_id,
        parameters.r,
        parameters.alpha_days,
        case
            when abs(parameters.a - 1) < 0.000001 then 1.000001 else parameters.a
        end as a,
        case
            when parameters.model = 'bg_nbd'
                and abs(parameters.a + parameters.b - 1) < 0.000001
                then parameters.b + 0.000002
            else parameters.b
        end as b,
        parameters.p,
        parameters.q,
        parameters.v,
        case when parameters.model = 'mbg_nbd' then 1 else 0 end
            as start_chance_count,
        margin_shares.margin_share,
        rules.annual_discount_rate,
        case
            when buyers.buyer_count < rules.fewest_buyers then 'too_few_buyers'
            when buyers.history_days < rules.shortest_history_days
                then 'too_short_history'
            when buyers.silence_days > rules.longest_silence_days
                then 'no_recent_purchase'
            when buyers.loyal_buyer_count < rules.fewest_loyal_buyers
                then 'too_few_loyal_buyers'
            when not coalesce(parameters.is_converged, false) then 'not_converged'
        end as null_reason,
        case
            when not coalesce(parameters.is_spend_converged, false)
                or parameters.q <= 1
                then 'spend_not_converged'
            when margin_shares.margin_share is null then 'margin_unknown'
        end as amount_null_reason
    from cuts
    inner join buyers
        on cuts.scored_as = buyers.fit_purpose
    left join margin_shares
        on cuts.scored_as = margin_shares.fit_purpose
    cross join rules
    left join parameters
        on cuts.scored_as = parameters.fit_purpose
        and parameters.model = '{{ var('clv_model') }}'

)

select * from final
