-- Gini (1912): G = sum of (2i - n - 1) x_i / (n x sum of x_i), values x_i ascending.
{% set top_percents = [1, 5, 20] %}
with

customer_values as (

    select * from {{ ref('int_customer_values') }}
    where value_amount > 0

),

ranked as (

    select
        period_type,
        period_start_date,
        measure,
        value_amount,
        row_number() over (
            partition by period_type, period_start_date, measure
            order by value_amount desc, customer_key asc
        ) as value_position,
        count(*) over (partition by period_type, period_start_date, measure)
            as customer_count
    from customer_values

),

sums as (

    select
        period_type,
        period_start_date,
        measure,
        customer_count,
        sum(value_amount) as total_amount,
        {% for percent in top_percents %}
        sum(
            case
                when (value_position - 1) * 100 < customer_count * {{ percent }}
                    then value_amount
                else 0
            end
        ) as top_{{ percent }}_percent_amount,
        {% endfor %}
        sum((customer_count + 1 - 2 * value_position) * value_amount)
            as weighted_amount
    from ranked
    group by period_type, period_start_date, measure, customer_count

),

final as (

    select
        period_type,
        period_start_date,
        measure,
        customer_count,
        {% for percent in top_percents %}
        round({{ share(
            'top_' ~ percent ~ '_percent_amount', 'total_amount'
        ) }}, 9) as top_{{ percent }}_percent_share,
        {% endfor %}
        round({{ share('weighted_amount', 'total_amount') }} / customer_count, 9)
            as gini_coefficient
    from sums

)

select * from final
