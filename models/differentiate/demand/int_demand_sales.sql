-- Sums over the purchases of the history, weighted by what is expected of each
-- customer, and what those bought in an earlier span who were no customers before it.
{%- set measures = {
    'order': 'order_count',
    'quantity': 'quantity',
    'revenue': 'revenue_amount',
} %}
with

items as (

    select * from {{ ref('int_sale_items') }}
    where revenue_amount is not null

),

products as (

    select * from {{ ref('int_sale_products') }}

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
        items.dimension,
        items.member_number,
        case when items.order_number is null or items.quantity is null then 0 else 1 end
            as order_count,
        coalesce(items.quantity, 0) as quantity,
        items.revenue_amount,
        {% for span in range(1, 4) %}
        rates.weight_{{ span }},
        {% endfor %}
        rates.buyer_key is not null
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
        and items.buyer_key = rates.buyer_key

),

sums as (

    select
        fit_purpose,
        dimension,
        member_number,
        {% for measure, column in measures.items() %}
        {% for span in range(1, 4) %}
        sum(case when is_history then weight_{{ span }} * {{ column }} end)
            as weighted_{{ span }}_{{ measure }},
        sum(case when other_span = {{ span }} then {{ column }} else 0 end)
            as other_{{ span }}_{{ measure }},
        {% endfor %}
        sum(case when is_history then {{ column }} else 0 end)
            as history_{{ measure }},
        {% endfor %}
        sum(case when is_history then quantity * quantity end) as squared_quantity,
        sum(case when is_after then quantity else 0 end) as actual_quantity,
        sum(case when is_naive then quantity else 0 end) as naive_quantity
    from placed
    group by fit_purpose, dimension, member_number

),

members as (

    select
        'product' as dimension,
        product_number as member_number,
        category,
        product_id
    from products

    union distinct

    select
        'category' as dimension,
        category_number as member_number,
        category,
        cast(null as string) as product_id
    from products

),

final as (

    select
        sums.fit_purpose,
        members.category,
        members.product_id,
        {% for measure in measures %}
        {% for span in range(1, 4) %}
        sums.weighted_{{ span }}_{{ measure }},
        sums.other_{{ span }}_{{ measure }},
        {% endfor %}
        sums.history_{{ measure }},
        {% endfor %}
        sums.squared_quantity,
        sums.actual_quantity,
        sums.naive_quantity
    from sums
    inner join members
        on sums.dimension = members.dimension
        and sums.member_number = members.member_number

)

select * from final
