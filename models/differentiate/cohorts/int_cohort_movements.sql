{% set result_measures = [
    'retained_customer_count', 'order_count', 'uncosted_order_count', 'revenue_amount',
    'margin_amount', 'costed_revenue_amount', 'costed_margin_amount',
    'cost_to_serve_amount', 'acquisition_cost_amount',
] %}
{% set basket_measures = ['category_count', 'list_amount', 'paid_amount'] %}
{% set referral_measures = ['referral_count', 'converted_referral_count'] %}
{% set measures = result_measures + basket_measures + referral_measures %}
with

cohort_customers as (

    select * from {{ ref('int_cohort_customers') }}

),

customer_months as (

    select * from {{ ref('int_customer_months') }}

),

baskets as (

    select * from {{ ref('int_cohort_baskets') }}

),

referrals as (

    select * from {{ ref('int_cohort_referrals') }}

),

results as (

    select
        customer_key,
        month_start_date,
        case when purchase_count > 0 then 1 else 0 end as retained_customer_count,
        purchase_count as order_count,
        order_count - costed_order_count as uncosted_order_count,
        revenue_amount,
        revenue_amount - goods_cost_amount as margin_amount,
        costed_revenue_amount,
        costed_revenue_amount - goods_cost_amount as costed_margin_amount,
        cost_to_serve_amount,
        acquisition_cost_amount
    from customer_months

),

{% for relation, own_measures in [
    ('baskets', basket_measures), ('referrals', referral_measures)
] %}
keyed_{{ relation }} as (

    select
        cohort_customers.customer_key,
        {{ relation }}.month_start_date,
        {{ relation }}.{{ own_measures | join(',\n        ' ~ relation ~ '.') }}
    from {{ relation }}
    inner join cohort_customers
        on {{ relation }}.customer_id = cohort_customers.customer_id

),

{% endfor %}
movements as (

    {% for relation, own_measures in [
        ('results', result_measures),
        ('keyed_baskets', basket_measures),
        ('keyed_referrals', referral_measures),
    ] %}
    select
        {% for measure in measures %}
        {{ measure if measure in own_measures else 0 }} as {{ measure }},
        {% endfor %}
        customer_key,
        month_start_date
    from {{ relation }}
    {% if not loop.last %}
    union all

    {% endif %}
    {% endfor %}
),

-- What came before the first order counts in its month, so that nothing is lost.
dated as (

    select
        movements.*,
        cohort_customers.first_order_month_date,
        cohort_customers.acquisition_channel,
        cohort_customers.is_survivor,
        greatest(
            movements.month_start_date, cohort_customers.first_order_month_date
        ) as cell_month_date
    from movements
    inner join cohort_customers
        on movements.customer_key = cohort_customers.customer_key

),

final as (

    select
        {% for measure in measures if measure.endswith('_count') %}
        cast(sum({{ measure }}) as bigint) as {{ measure }},
        {% endfor %}
        {% for measure in measures if measure.endswith('_amount') %}
        cast(sum({{ measure }}) as decimal(18, 2)) as {{ measure }},
        {% endfor %}
        first_order_month_date,
        acquisition_channel,
        cell_month_date as month_start_date,
        is_survivor
    from dated
    group by first_order_month_date, acquisition_channel, cell_month_date, is_survivor

)

select * from final
