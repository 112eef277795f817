-- Sums over the purchases of the history, weighted by what is expected of each
-- customer, and what those bought in an earlier span who were no customers before it.
{%- set measures = {
    'order': 'order_count',
    'quantity': 'quantity',
    'revenue': 'revenue_amount',
} %}
with

items as (

    select * from {{ ref('int_demand_items') }}

),

rates as (

    select * from {{ ref('int_demand_order_rates') }}

),

cuts as (

    select * from {{ ref('int_demand_cuts') }}

),

placed as (

    select
        cuts.fit_purpose,
        items.category,
        items.product_id,
        items.order_count,
        items.quantity,
        items.revenue_amount,
        {% for span in range(1, 4) %}
        rates.weight_{{ span }},
        {% endfor %}
        rates.buyer_number is not null
        and items.activity_date > cuts.history_date
        and items.activity_date <= cuts.cut_date as is_history,
        case
            when rates.first_purchase_date <= cuts.earlier_cut_date then 0
            {% for span in range(1, 4) %}
            when items.activity_date >= cuts.earlier_first_{{ span }}_date
                and items.activity_date <= cuts.earlier_last_{{ span }}_date
                then {{ span }}
            {% endfor %}
            else 0
        end as other_span,
        items.activity_date > cuts.cut_date as is_after,
        items.activity_date >= cuts.naive_first_date
        and items.activity_date <= cuts.naive_last_date as is_naive
    from items
    cross join cuts
    left join rates
        on cuts.fit_purpose = rates.fit_purpose
        and items.buyer_number = rates.buyer_number

),

final as (

    select
        fit_purpose,
        category,
        product_id,
        {% for measure, column in measures.items() %}
        {% for span in range(1, 4) %}
        sum(
            case
                when is_history
                    then cast(weight_{{ span }} * {{ column }} as decimal(38, 9))
            end
        ) as weighted_{{ span }}_{{ measure }},
        sum(case when other_span = {{ span }} then {{ column }} else 0 end)
            as other_{{ span }}_{{ measure }},
        {% endfor %}
        sum(case when is_history then {{ column }} else 0 end)
            as history_{{ measure }},
        {% endfor %}
        sum(case when is_history then cast(quantity * quantity as decimal(38, 8)) end)
            as squared_quantity,
        sum(case when is_after then quantity else 0 end) as actual_quantity,
        sum(case when is_naive then quantity else 0 end) as naive_quantity
    from placed
    group by fit_purpose, category, product_id

)

select * from final
