{% set counts = [
    'retained_customer_count', 'order_count', 'category_count', 'referral_count',
    'converted_referral_count',
] %}
{% set amounts = [
    'revenue_amount', 'margin_amount', 'costed_revenue_amount', 'costed_margin_amount',
    'cost_to_serve_amount', 'acquisition_cost_amount', 'list_amount', 'paid_amount',
] %}
{% set measures = counts + amounts %}
with

cells as (

    select * from {{ ref('int_cohort_cells') }}

),

movements as (

    select * from {{ ref('int_cohort_movements') }}

),

cost_coverage as (

    select * from {{ ref('int_cost_coverage') }}

),

-- Once of all customers and once of the survivors alone.
summed as (

    select
        {% for measure in ['uncosted_order_count'] + measures %}
        sum({{ measure }}) as {{ measure }},
        sum(case when is_survivor then {{ measure }} else 0 end)
            as survivor_{{ measure }},
        {% endfor %}
        first_order_month_date,
        acquisition_channel,
        month_start_date
    from movements
    group by first_order_month_date, acquisition_channel, month_start_date

),

filled as (

    select
        {% for measure in ['uncosted_order_count'] + measures %}
        coalesce(summed.{{ measure }}, 0) as {{ measure }},
        coalesce(summed.survivor_{{ measure }}, 0) as survivor_{{ measure }},
        {% endfor %}
        cells.first_order_month_date,
        cells.acquisition_channel,
        cells.age_months,
        cells.month_start_date,
        cells.customer_count,
        cells.survivor_customer_count,
        cells.is_month_complete,
        coalesce(cost_coverage.is_cost_to_serve_complete, false)
            as is_cost_to_serve_complete
    from cells
    left join cost_coverage
        on cells.month_start_date = cost_coverage.month_start_date
    left join summed
        on cells.first_order_month_date = summed.first_order_month_date
        and cells.acquisition_channel = summed.acquisition_channel
        and cells.month_start_date = summed.month_start_date

),

final as (

    select
        first_order_month_date,
        acquisition_channel,
        age_months,
        month_start_date,
        {% for scope in ['', 'survivor_'] %}
        {{ scope }}customer_count,
        {% for count in counts %}
        cast({{ scope }}{{ count }} as bigint) as {{ scope }}{{ count }},
        {% endfor %}
        {% for amount in amounts %}
        cast(
            {% if amount == 'margin_amount' %}
            case
                when {{ scope }}uncosted_order_count = 0 then {{ scope }}{{ amount }}
            end
            {% else %}
            {{ scope }}{{ amount }}
            {% endif %}
            as decimal(18, 2)
        ) as {{ scope }}{{ amount }},
        {% endfor %}
        round(
            {{ share(scope ~ 'retained_customer_count', scope ~ 'customer_count') }}, 9
        ) as {{ scope }}retention_rate,
        round({{ share(scope ~ 'paid_amount', scope ~ 'list_amount') }}, 9)
            as {{ scope }}price_realisation_rate,
        {% endfor %}
        is_month_complete,
        is_cost_to_serve_complete
    from filled

)

select * from final
