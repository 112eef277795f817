with

customer_values as (

    select * from {{ ref('int_customer_values') }}

),

variations as (

    select * from {{ ref('int_value_variations') }}

),

customers as (

    select * from {{ ref('int_customer_keys') }}

),

abc_classes as (

    select * from {{ ref('abc_classes') }}

),

xyz_classes as (

    select * from {{ ref('xyz_classes') }}

),

-- Without a frame of rows, peers are summed together: equal values share everything.
curve as (

    select
        customer_key,
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
    window
        descending as (
            partition by period_type, period_start_date, measure, value_amount > 0
            order by value_amount desc
        ),
        total as (
            partition by period_type, period_start_date, measure, value_amount > 0
        )

),

-- Who is not on the curve has no total to be part of.
placed as (

    select
        customer_key,
        period_type,
        period_start_date,
        period_end_date,
        measure,
        value_amount,
        cumulative_customer_count,
        case when value_amount > 0 then customer_count end as customer_count,
        cast(cumulative_amount as decimal(18, 2)) as cumulative_amount,
        cast(case when value_amount > 0 then total_amount end as decimal(18, 2))
            as total_amount,
        cast(
            cumulative_amount
            - value_amount * (cumulative_customer_count - value_position + 1)
            as decimal(18, 2)
        ) as amount_above
    from curve

),

final as (

    select
        customers.customer_id,
        placed.period_type,
        placed.period_start_date,
        placed.period_end_date,
        placed.measure,
        coalesce(abc_classes.abc_class, 'N') as abc_class,
        xyz_classes.xyz_class,
        placed.value_amount,
        round({{ share('placed.cumulative_amount', 'placed.total_amount') }}, 9)
            as cumulative_value_share,
        round(
            {{ share('placed.cumulative_customer_count', 'placed.customer_count') }}, 9
        ) as cumulative_customer_share,
        variations.coefficient_of_variation
    from placed
    inner join customers
        on placed.customer_key = customers.customer_key
    left join abc_classes
        on placed.amount_above >= placed.total_amount * abc_classes.lower_share
        and placed.amount_above < placed.total_amount * abc_classes.upper_share
    left join variations
        on placed.customer_key = variations.customer_key
        and placed.period_type = variations.period_type
        and placed.period_start_date = variations.period_start_date
        and placed.measure = variations.measure
    left join xyz_classes
        on variations.coefficient_of_variation
        > coalesce(xyz_classes.above_coefficient, -1)
        and (
            xyz_classes.up_to_coefficient is null
            or variations.coefficient_of_variation <= xyz_classes.up_to_coefficient
        )

)

select * from final
