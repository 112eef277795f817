-- Orders x what one holds: of each customer the mean of its own purchases and of
-- prior_order_count purchases of an average customer. Customers to come and sales to
-- nobody are as many as in the earlier span, but for the season.
with

sales as (

    select * from {{ ref('int_demand_sales') }}

),

rates as (

    select * from {{ ref('int_demand_order_rates') }}

),

models as (

    select * from {{ ref('int_clv_models') }}

),

spans as (

    select * from {{ ref('int_demand_spans') }}

),

seasons as (

    select * from {{ ref('int_demand_seasons') }}

),

totals as (

    select
        fit_purpose,
        max(prior_order_count) as prior_order_count,
        cast(sum(purchase_day_count) as bigint) as purchase_day_count,
        {% for span in range(1, 4) %}
        sum(cast(weight_{{ span }} as decimal(38, 9))) as weight_{{ span }},
        {% endfor %}
        count(*) as customer_count
    from rates
    group by fit_purpose

),

chosen as (

    select
        sales.fit_purpose,
        spans.span_number,
        spans.first_date,
        spans.last_date,
        {{ days_between('spans.first_date', 'spans.last_date') }} + 1 as day_count,
        sales.category,
        sales.product_id,
        models.null_reason,
        seasons.season_index,
        seasons.earlier_season_index,
        sales.history_quantity,
        sales.squared_quantity,
        sales.actual_quantity,
        sales.naive_quantity,
        {% for measure in ['order', 'quantity', 'revenue'] %}
        case spans.span_number
            {% for span in range(1, 4) %}
            when {{ span }}
                then
                    cast(sales.weighted_{{ span }}_{{ measure }} as double)
                    + totals.prior_order_count
                    * cast(totals.weight_{{ span }} as double)
                    * cast(sales.history_{{ measure }} as double)
                    / nullif(totals.purchase_day_count, 0)
            {% endfor %}
        end as known_{{ measure }},
        case spans.span_number
            {% for span in range(1, 4) %}
            when {{ span }} then cast(sales.other_{{ span }}_{{ measure }} as double)
            {% endfor %}
        end as other_{{ measure }},
        {% endfor %}
        spans.cut_date
    from sales
    inner join spans
        on sales.fit_purpose = spans.fit_purpose
    inner join seasons
        on spans.fit_purpose = seasons.fit_purpose
        and spans.span_number = seasons.span_number
    inner join models
        on sales.fit_purpose = models.fit_purpose
    left join totals
        on sales.fit_purpose = totals.fit_purpose

),

final as (

    select
        fit_purpose,
        span_number,
        first_date,
        last_date,
        day_count,
        category,
        product_id,
        null_reason,
        history_quantity,
        round(cast(squared_quantity as double) / nullif(history_quantity, 0), 9)
            as item_size,
        actual_quantity,
        naive_quantity,
        {% for measure in ['order', 'quantity', 'revenue'] %}
        case
            when null_reason is null
                then round(season_index * coalesce(known_{{ measure }}, 0), 9)
        end as known_{{ measure }},
        case
            when null_reason is null
                then
                    round(
                        season_index * other_{{ measure }}
                        / nullif(earlier_season_index, 0), 9
                    )
        end as other_{{ measure }},
        {% endfor %}
        season_index
    from chosen

)

select * from final
