-- The percentile is that of a customer, not between two: the same on every engine.
with

customer_values as (

    select * from {{ ref('fct_customer_value') }}

),

look_alikes as (

    select * from {{ ref('int_customer_look_alikes') }}

),

rules as (

    select * from {{ ref('int_value_class_rules') }}

),

valued as (

    select
        customer_values.customer_id,
        customer_values.clv_36_months_amount as actual_value_amount,
        look_alikes.customer_type,
        look_alikes.tenure_band,
        look_alikes.main_category
    from customer_values
    inner join look_alikes
        on customer_values.customer_id = look_alikes.customer_id
    where customer_values.clv_36_months_amount is not null

),

placed as (

    select
        *,
        row_number() over (
            partition by customer_type, tenure_band, main_category
            order by actual_value_amount asc, customer_id asc
        ) as value_position,
        count(*) over (partition by customer_type, tenure_band, main_category)
            as look_alike_count
    from valued

),

measured as (

    select
        placed.*,
        max(
            case
                when placed.value_position
                    = ceil(rules.potential_percentile * placed.look_alike_count)
                    then placed.actual_value_amount
            end
        ) over (
            partition by placed.customer_type, placed.tenure_band, placed.main_category
        ) as percentile_amount,
        rules.fewest_look_alikes
    from placed
    cross join rules

),

final as (

    select
        customer_id,
        actual_value_amount,
        case
            when look_alike_count >= fewest_look_alikes
                then greatest(actual_value_amount, percentile_amount)
        end as potential_value_amount,
        look_alike_count
    from measured

)

select * from final
