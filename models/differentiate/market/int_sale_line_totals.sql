with

sale_lines as (

    select * from {{ ref('int_sale_lines') }}

),

final as (

    select
        order_number,
        cast(sum(quantity) as decimal(18, 4)) as quantity,
        {% for measure in [
            'net', 'list', 'costed_net', 'cost', 'average_price', 'constant_price',
        ] %}
        cast(sum({{ measure }}_amount) as decimal(18, 2)) as {{ measure }}_amount,
        {% endfor %}
        max(case when has_offer then 1 else 0 end) = 1 as has_offer
    from sale_lines
    group by order_number

)

select * from final
