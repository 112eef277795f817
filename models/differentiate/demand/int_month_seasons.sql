-- The customers' models know no season: the index of a month is last year's purchases
-- of the month over their centred twelve-month mean (ratio to moving average, Macaulay
-- 1931), from what was known at the cut; 1 where the mean has no thirteen months.
with

spans as (

    select * from {{ ref('int_demand_spans') }}

),

sale_orders as (

    select * from {{ ref('int_sale_orders') }}

),

monthly as (

    select
        month_start_date,
        count(*) as order_count
    from sale_orders
    where buyer_key is not null
    group by month_start_date

),

cuts as (

    select
        fit_purpose,
        cut_date
    from spans
    where span_number = 1

),

means as (

    select
        cuts.fit_purpose,
        monthly.month_start_date,
        monthly.order_count,
        count(*) as month_count,
        sum(
            case
                when neighbours.month_start_date
                    = {{ add_months('monthly.month_start_date', -6) }}
                    or neighbours.month_start_date
                    = {{ add_months('monthly.month_start_date', 6) }}
                    then neighbours.order_count
                else 2 * neighbours.order_count
            end
        ) as weighted_order_count
    from monthly
    cross join cuts
    inner join monthly as neighbours
        on neighbours.month_start_date
        >= {{ add_months('monthly.month_start_date', -6) }}
        and neighbours.month_start_date
        <= {{ add_months('monthly.month_start_date', 6) }}
        and last_day(neighbours.month_start_date) <= cuts.cut_date
    group by cuts.fit_purpose, monthly.month_start_date, monthly.order_count

),

final as (

    select
        fit_purpose,
        {{ add_months('month_start_date', 12) }} as month_start_date,
        round(cast(24 * order_count as double) / weighted_order_count, 9)
            as season_index
    from means
    where month_count = 13

)

select * from final
