with

sale_lines as (

    select * from {{ ref('int_sale_lines') }}

),

order_amounts as (

    select * from {{ ref('int_order_amounts') }}
    where has_rest

),

refunds as (

    select * from {{ ref('int_sale_refunds') }}

),

final as (

    select
        product_number,
        month_start_date,
        cast(sum(quantity) as decimal(18, 4)) as quantity,
        {% for amount, column in {
            'list': 'list', 'net': 'net', 'costed_revenue': 'costed_net',
            'cost': 'cost',
        }.items() %}
        cast(sum({{ column }}_amount) as decimal(18, 2)) as {{ amount }}_amount,
        {% endfor %}
        {% for amount, column in {
            'average_price': 'average_price', 'constant_price': 'constant_price',
            'purchase_net': 'net',
        }.items() %}
        cast(
            sum(case when buyer_key is null then 0 else {{ column }}_amount end)
            as decimal(18, 2)
        ) as {{ amount }}_amount,
        {% endfor %}
        cast(0 as decimal(18, 2)) as refund_amount
    from sale_lines
    group by product_number, month_start_date

    union all

    select
        0 as product_number,
        month_start_date,
        0 as quantity,
        {% for amount in ['list', 'net', 'costed_revenue', 'cost'] %}
        cast(sum(rest_{{ amount }}_amount) as decimal(18, 2)) as {{ amount }}_amount,
        {% endfor %}
        {% for amount in ['average_price', 'constant_price', 'purchase_net'] %}
        cast(
            sum(case when buyer_key is null then 0 else rest_net_amount end)
            as decimal(18, 2)
        ) as {{ amount }}_amount,
        {% endfor %}
        0 as refund_amount
    from order_amounts
    group by month_start_date

    union all

    select
        product_number,
        month_start_date,
        0 as quantity,
        0 as list_amount,
        0 as net_amount,
        cast(sum(costed_revenue_amount) as decimal(18, 2)) as costed_revenue_amount,
        0 as cost_amount,
        0 as average_price_amount,
        0 as constant_price_amount,
        0 as purchase_net_amount,
        cast(sum(refund_amount) as decimal(18, 2)) as refund_amount
    from refunds
    group by product_number, month_start_date

)

select * from final
