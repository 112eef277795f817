{{ config(group="differentiate") }}
{% set bounds = {'_low': '(-1.959964)', '_high': '1.959964'} %}

-- What would one point more of retention be worth? Of the customers that bought in the
-- year before the last twelve full months (`int_compared_years`), the share r that did
-- again in them (95 % interval: Wilson 1927), the contribution m of those of them whose
-- costs of goods are all known (`costed_share`), and what a lifetime is worth by both,
-- m (1 + d) / (1 + d - r) with the d of `clv_rules` (Gupta, Lehmann and Stuart 2004),
-- now and with r .01 higher. Ends are those of r. Months without a ledger cost nothing.
--   dbt show -s what_is_a_point_of_retention_worth
with

customer_months as (

    select * from {{ ref('int_customer_months') }}

),

cost_coverage as (

    select * from {{ ref('int_cost_coverage') }}

),

rules as (

    select * from {{ ref('clv_rules') }}
    where rule_name = 'annual_discount_rate'

),

compared_years as (

    select * from {{ ref('int_compared_years') }}

),

covered as (

    select
        count(case when cost_coverage.is_cost_to_serve_complete then 1 end) = 12
            as is_cost_to_serve_complete
    from cost_coverage
    cross join compared_years
    where cost_coverage.month_start_date > compared_years.opening_date
        and cost_coverage.month_start_date <= compared_years.closing_date

),

months as (

    select
        customer_months.customer_key,
        customer_months.purchase_count,
        customer_months.order_count - customer_months.costed_order_count
            as uncosted_order_count,
        customer_months.revenue_amount - customer_months.goods_cost_amount
        - customer_months.cost_to_serve_amount as contribution_amount,
        customer_months.month_start_date > compared_years.opening_date as is_recent
    from customer_months
    cross join compared_years
    where customer_months.month_start_date > compared_years.earlier_date
        and customer_months.month_start_date <= compared_years.closing_date

),

years as (

    select
        customer_key,
        max(case when is_recent then purchase_count else 0 end) > 0 as has_bought_since,
        sum(case when is_recent then uncosted_order_count else 0 end) = 0 as is_costed,
        sum(case when is_recent then contribution_amount else 0 end)
            as contribution_amount
    from months
    group by customer_key
    having max(case when is_recent then 0 else purchase_count end) > 0

),

counted as (

    select
        count(*) as customer_count,
        count(case when has_bought_since then 1 end) as retained_count,
        count(case when has_bought_since and is_costed then 1 end) as known_count,
        sum(case when has_bought_since and is_costed then contribution_amount end)
            as known_amount
    from years

),

rated as (

    select
        counted.*,
        covered.is_cost_to_serve_complete,
        1 + cast(rules.threshold as double) as growth,
        {{ share('counted.known_amount', 'counted.known_count') }} as contribution,
        {% for end, z in bounds.items() %}
        {{ wilson_bound('counted.retained_count', 'counted.customer_count', z) }}
            as retention_rate{{ end }},
        {% endfor %}
        {{ share('counted.retained_count', 'counted.customer_count') }}
            as retention_rate
    from counted
    cross join covered
    cross join rules

),

valued as (

    select
        *,
        {% for end in ['', '_low', '_high'] %}
        contribution * growth * (
            1 / (growth - retention_rate{{ end }} - 0.01)
            - 1 / (growth - retention_rate{{ end }})
        ) as worth_of_a_point{{ end }},
        {% endfor %}
        contribution * growth / (growth - retention_rate) as lifetime_value
    from rated

),

final as (

    select
        customer_count,
        {% for end in ['', '_low', '_high'] %}
        round(retention_rate{{ end }}, 4) as retention_rate{{ end }},
        {% endfor %}
        round({{ share('known_count', 'retained_count') }}, 4) as costed_share,
        is_cost_to_serve_complete,
        round(contribution, 2) as retained_customer_contribution,
        round(lifetime_value, 2) as lifetime_value,
        {% for end in ['', '_low', '_high'] %}
        round(worth_of_a_point{{ end }}, 2) as worth_of_a_point{{ end }},
        {% endfor %}
        round(customer_count * worth_of_a_point, 2) as worth_of_a_point_of_all,
        case
            when retained_count = 0 then 'nobody_retained'
            when known_count = 0 then 'margin_unknown'
        end as null_reason
    from valued

)

select * from final
