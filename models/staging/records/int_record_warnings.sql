with

contacts as (

    select * from {{ ref('stg_contacts') }}

),

orders as (

    select * from {{ ref('stg_orders') }}

),

order_lines as (

    select * from {{ ref('stg_order_lines') }}

),

warnings as (

    select 'unknown_customer_type' as rule_code
    from contacts
    where customer_type = 'other'

    union all

    select 'unknown_order_status' as rule_code
    from orders
    where order_status = 'other'

    union all

    select 'unknown_line_type' as rule_code
    from order_lines
    where line_type = 'other'

    union all

    select 'quantity_not_positive' as rule_code
    from order_lines
    where quantity <= 0

),

final as (

    select
        rule_code,
        count(*) as record_count
    from warnings
    group by rule_code

)

select * from final
