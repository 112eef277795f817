-- What is shown of a postal area in a month rests on enough customers: its sales on
-- those who bought, its refunds on those who have one. A kept-back month compares to
-- nothing.
with

breakdown as (

    select * from {{ ref('fct_sales_breakdown') }}
    where dimension = 'postcode' and member not in ('other', 'unknown')

),

refunds as (

    select * from {{ ref('int_sale_refunds') }}

),

areas as (

    select * from {{ ref('postcode_areas') }}

),

refunded as (

    select
        postcode,
        month_start_date,
        count(distinct buyer_key) as customer_count
    from refunds
    group by postcode, month_start_date

),

final as (

    select
        breakdown.member,
        breakdown.month_start_date,
        breakdown.customer_count,
        refunded.customer_count as refunded_customer_count
    from breakdown
    inner join areas as default_area
        on default_area.country_code is null
    left join areas
        on split_part(breakdown.member, ' ', 1) = areas.country_code
    left join refunded
        on breakdown.member = refunded.postcode
        and breakdown.month_start_date = refunded.month_start_date
    where (
        (breakdown.order_count != 0 or breakdown.net_amount != 0)
        and breakdown.customer_count < coalesce(
            areas.smallest_customer_count, default_area.smallest_customer_count
        )
    )
    or (
        breakdown.refund_amount != 0
        and coalesce(refunded.customer_count, 0) < coalesce(
            areas.smallest_customer_count, default_area.smallest_customer_count
        )
    )
    or (
        breakdown.null_reason = 'area_kept_back'
        and breakdown.change_amount is not null
    )

)

select * from final
