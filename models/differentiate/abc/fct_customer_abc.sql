with

customer_periods as (

    select * from {{ ref('int_customer_periods') }}

),

classes as (

    select * from {{ ref('abc_classes') }}

),

customer_values as (

    select
        customer_id,
        period_type,
        period_start_date,
        period_end_date,
        'revenue' as measure,
        revenue_amount as value_amount
    from customer_periods

    union all

    select
        customer_id,
        period_type,
        period_start_date,
        period_end_date,
        'contribution' as measure,
        contribution_amount as value_amount
    from customer_periods
    where contribution_amount is not null

),

-- Without a frame of rows, peers are summed together: equal values share everything.
curve as (

    select
        customer_id,
        period_type,
        period_start_date,
        period_end_date,
        measure,
        value_amount,
        rank() over descending as value_position,
        count(*) over descending as cumulative_customer_count,
        sum(value_amount) over descending as cumulative_amount,
        count(*) over total as customer_count,
        sum(value_amount) over total as total_amount
    from customer_values
    where value_amount > 0
    window
        descending as (
            partition by period_type, period_start_date, measure
            order by value_amount desc
        ),
        total as (partition by period_type, period_start_date, measure)

),

placed as (

    select
        customer_id,
        period_type,
        period_start_date,
        period_end_date,
        measure,
        value_amount,
        cumulative_customer_count,
        customer_count,
        cast(cumulative_amount as decimal(18, 2)) as cumulative_amount,
        cast(total_amount as decimal(18, 2)) as total_amount,
        cast(
            cumulative_amount
            - value_amount * (cumulative_customer_count - value_position + 1)
            as decimal(18, 2)
        ) as amount_above
    from curve

),

classified as (

    select
        placed.customer_id,
        placed.period_type,
        placed.period_start_date,
        placed.period_end_date,
        placed.measure,
        classes.abc_class,
        placed.value_amount,
        round({{ share('placed.cumulative_amount', 'placed.total_amount') }}, 9)
            as cumulative_value_share,
        round(
            {{ share('placed.cumulative_customer_count', 'placed.customer_count') }}, 9
        ) as cumulative_customer_share
    from placed
    inner join classes
        on placed.amount_above >= placed.total_amount * classes.lower_share
        and placed.amount_above < placed.total_amount * classes.upper_share

),

unclassified as (

    select
        customer_id,
        period_type,
        period_start_date,
        period_end_date,
        measure,
        'N' as abc_class,
        value_amount,
        cast(null as double) as cumulative_value_share,
        cast(null as double) as cumulative_customer_share
    from customer_values
    where value_amount <= 0

),

final as (

    select * from classified

    union all

    select * from unclassified

)

select * from final
