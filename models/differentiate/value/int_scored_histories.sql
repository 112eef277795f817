-- The opening is scored with the current fit: what is reckoned for a history holds for
-- both.
with

statistics as (

    select * from {{ ref('int_purchase_statistics') }}

),

models as (

    select * from {{ ref('int_clv_models') }}

),

histories as (

    select
        fit_purpose,
        repeat_purchase_count,
        customer_age_days
    from statistics
    group by fit_purpose, repeat_purchase_count, customer_age_days

),

final as (

    select distinct
        models.fit_id,
        histories.repeat_purchase_count,
        histories.customer_age_days
    from histories
    inner join models
        on histories.fit_purpose = models.fit_purpose
    where models.null_reason is null

)

select * from final
