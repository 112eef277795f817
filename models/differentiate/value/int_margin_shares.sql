-- What is left of a sale: less what comes back, by all sales, and less what the goods
-- cost, by the sales whose cost is known.
with

customer_days as (

    select * from {{ ref('int_customer_days') }}

),

cuts as (

    select * from {{ ref('int_clv_cuts') }}

),

rules as (

    select * from {{ ref('int_clv_rules') }}

),

totals as (

    select
        cuts.fit_purpose,
        sum(customer_days.net_amount) as net_amount,
        sum(customer_days.refund_amount) as refund_amount,
        sum(
            case
                when customer_days.costed_order_count = customer_days.order_count
                    then customer_days.net_amount
            end
        ) as costed_net_amount,
        sum(
            case
                when customer_days.costed_order_count = customer_days.order_count
                    then customer_days.cost_amount
            end
        ) as cost_amount
    from customer_days
    cross join rules
    inner join cuts
        on customer_days.activity_date <= cuts.cut_date
        and customer_days.activity_date
        > {{ add_days('cuts.cut_date', '-rules.margin_window_days') }}
    group by cuts.fit_purpose

),

shares as (

    select
        fit_purpose,
        case
            when net_amount > 0
                then cast(refund_amount as double) / cast(net_amount as double)
        end as refund_share,
        case
            when costed_net_amount > 0
                then cast(cost_amount as double) / cast(costed_net_amount as double)
        end as cost_share
    from totals

),

final as (

    select
        fit_purpose,
        round(1 - refund_share - cost_share, 9) as margin_share
    from shares

)

select * from final
