with

changes as (

    select * from {{ ref('int_equity_changes') }}

),

years as (

    select * from {{ ref('int_compared_years') }}

),

totals as (

    select
        measure,
        value_class,
        count(*) as customer_count,
        sum(opening_amount) as opening_amount,
        sum(case when movement = 'acquired' then change_amount else 0 end)
            as acquired_amount,
        sum(
            case
                when movement = 'kept' and change_amount > 0 then change_amount
                else 0
            end
        ) as grown_amount,
        sum(
            case
                when movement = 'kept' and change_amount < 0 then -change_amount
                else 0
            end
        ) as shrunk_amount,
        sum(case when movement = 'lost' then -change_amount else 0 end) as lost_amount,
        sum(case when movement = 'reactivated' then change_amount else 0 end)
            as reactivated_amount,
        sum(closing_amount) as closing_amount,
        sum(cost_to_serve_amount) as cost_to_serve_amount,
        sum(acquisition_cost_amount) as acquisition_cost_amount,
        coalesce(sum(profit_amount), 0) as profit_amount,
        count(*) - count(profit_amount) as unknown_profit_count,
        sum(case when profit_amount is not null then opening_amount else 0 end)
            as known_opening_amount,
        sum(case when profit_amount is not null then change_amount else 0 end)
            as known_change_amount
    from changes
    group by measure, value_class

),

final as (

    select
        'last_12_months' as period_type,
        case
            when totals.measure = 'clv'
                then {{ add_days('years.clv_opening_date', 1) }}
            else {{ add_days('years.opening_date', 1) }}
        end as period_start_date,
        case
            when totals.measure = 'clv' then years.clv_closing_date
            else years.closing_date
        end as period_end_date,
        totals.value_class,
        totals.measure,
        totals.customer_count,
        {% for amount in [
            'opening', 'acquired', 'grown', 'shrunk', 'lost', 'reactivated', 'closing',
            'cost_to_serve', 'acquisition_cost', 'profit',
        ] %}
        cast(totals.{{ amount }}_amount as decimal(18, 2)) as {{ amount }}_amount,
        {% endfor %}
        totals.unknown_profit_count,
        case
            when totals.opening_amount > 0
                then round({{ share(
                    'totals.opening_amount + totals.grown_amount'
                    ~ ' - totals.shrunk_amount - totals.lost_amount',
                    'totals.opening_amount',
                ) }}, 9)
        end as net_retention_rate,
        case
            when totals.measure = 'clv'
                then round({{ share(
                    'totals.profit_amount + totals.known_change_amount',
                    'totals.known_opening_amount',
                ) }}, 9)
        end as return_on_customer_rate
    from totals
    cross join years

)

select * from final
