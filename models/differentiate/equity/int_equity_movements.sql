-- By purchases alone, so that every measure tells of the same customers.
with

customer_days as (

    select * from {{ ref('int_customer_days') }}

),

years as (

    select * from {{ ref('int_compared_years') }}

),

purchases as (

    select
        customer_days.customer_key,
        max(
            case
                when customer_days.activity_date <= years.opening_date then 1
                else 0
            end
        ) as bought_before,
        max(
            case
                when customer_days.activity_date > years.earlier_date
                    and customer_days.activity_date <= years.opening_date
                    then 1
                else 0
            end
        ) as bought_last_year,
        max(
            case
                when customer_days.activity_date > years.opening_date
                    and customer_days.activity_date <= years.closing_date
                    then 1
                else 0
            end
        ) as bought_this_year
    from customer_days
    cross join years
    where customer_days.purchase_count > 0
    group by customer_days.customer_key

),

final as (

    select
        customer_key,
        case
            when bought_before = 0 then 'acquired'
            when bought_last_year = 1 and bought_this_year = 0 then 'lost'
            when bought_last_year = 0 and bought_this_year = 1 then 'reactivated'
            else 'kept'
        end as movement
    from purchases

)

select * from final
