-- depends_on: {{ ref('int_purchase_groups') }}
-- depends_on: {{ ref('int_spend_groups') }}
with

fits as (

    select * from {{ clv_fits() }}

),

cuts as (

    select * from {{ ref('int_clv_cuts') }}

),

final as (

    select
        fits.fit_purpose || '_' || fits.model as fit_id,
        fits.fit_purpose,
        fits.model,
        cuts.cut_date,
        cuts.holdout_days,
        round(fits.r, 9) as r,
        round(fits.alpha_days, 9) as alpha_days,
        round(fits.a, 9) as a,
        round(fits.b, 9) as b,
        round(fits.p, 9) as p,
        round(fits.q, 9) as q,
        round(fits.v, 9) as v,
        round(fits.r_standard_error, 9) as r_standard_error,
        round(fits.alpha_days_standard_error, 9) as alpha_days_standard_error,
        round(fits.a_standard_error, 9) as a_standard_error,
        round(fits.b_standard_error, 9) as b_standard_error,
        round(fits.p_standard_error, 9) as p_standard_error,
        round(fits.q_standard_error, 9) as q_standard_error,
        round(fits.v_standard_error, 9) as v_standard_error,
        round(fits.log_likelihood, 6) as log_likelihood,
        round(fits.spend_log_likelihood, 6) as spend_log_likelihood,
        round(fits.gradient_norm, 9) as gradient_norm,
        round(fits.spend_gradient_norm, 9) as spend_gradient_norm,
        round(fits.spend_correlation, 9) as spend_correlation,
        fits.customer_count,
        fits.spender_count,
        fits.is_converged,
        fits.is_spend_converged
    from fits
    inner join cuts
        on fits.fit_purpose = cuts.fit_purpose

)

select * from final
