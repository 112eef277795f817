-- Size and class are those of the year before: of the same year they would follow from
-- the sales that they are to explain.
with

year_classes as (

    select * from {{ ref('fct_customer_abc') }}
    where period_type = 'year' and measure = 'revenue'

),

customers as (

    select * from {{ ref('int_customer_keys') }}

),

sizes as (

    select * from {{ ref('customer_sizes') }}

),

final as (

    select
        customers.customer_key,
        {{ add_months('year_classes.period_start_date', 12) }} as year_start_date,
        sizes.customer_size,
        year_classes.abc_class as customer_class
    from year_classes
    inner join customers
        on year_classes.customer_id = customers.customer_id
    left join sizes
        on year_classes.value_amount >= sizes.from_amount
        and (
            year_classes.value_amount < sizes.until_amount
            or sizes.until_amount is null
        )

)

select * from final
