-- A customer's purchases of the history weigh as many as are expected of it in a span,
-- over those it made and those of an average customer that are laid to them.
with

forecasts as (

    select * from {{ ref('int_customer_forecasts') }}

),

spans as (

    select * from {{ ref('int_demand_spans') }}

),

sale_orders as (

    select * from {{ ref('int_sale_orders') }}

),

rules as (

    select * from {{ ref('int_demand_rules') }}

),

buyer_days as (

    select
        buyer_key,
        order_date
    from sale_orders
    where buyer_key is not null
    group by buyer_key, order_date

),

cuts as (

    select
        fit_purpose,
        cut_date
    from spans
    where span_number = 1

),

buyers as (

    select
        cuts.fit_purpose,
        buyer_days.buyer_key,
        min(buyer_days.order_date) as first_purchase_date,
        count(
            case
                when buyer_days.order_date
                    > {{ add_days('cuts.cut_date', '-rules.history_days') }}
                    then 1
            end
        ) as purchase_day_count
    from buyer_days
    cross join rules
    inner join cuts
        on buyer_days.order_date <= cuts.cut_date
    group by cuts.fit_purpose, buyer_days.buyer_key

),

expected as (

    select
        spans.fit_purpose,
        spans.span_number,
        forecasts.customer_key,
        case
            when spans.fit_purpose = 'backtest'
                then forecasts.expected_holdout_order_count
            else
                {{ expected_orders_until('forecasts', 'spans.until_days') }}
                - {{ expected_orders_until('forecasts', 'spans.from_days') }}
        end as expected_order_count
    from forecasts
    inner join spans
        on forecasts.fit_purpose = spans.fit_purpose

),

spanned as (

    select
        {% for span in range(1, 4) %}
        round(max(case when span_number = {{ span }} then expected_order_count end), 9)
            as expected_{{ span }}_order_count,
        {% endfor %}
        fit_purpose,
        customer_key
    from expected
    group by fit_purpose, customer_key

),

final as (

    select
        buyers.fit_purpose,
        buyers.buyer_key,
        buyers.first_purchase_date,
        buyers.purchase_day_count,
        {% for span in range(1, 4) %}
        cast(
            spanned.expected_{{ span }}_order_count
            / (buyers.purchase_day_count + rules.prior_order_count)
            as decimal(18, 9)
        ) as weight_{{ span }},
        {% endfor %}
        rules.prior_order_count
    from buyers
    left join spanned
        on buyers.fit_purpose = spanned.fit_purpose
        and buyers.buyer_key = spanned.customer_key
    cross join rules

)

select * from final
