with

purchases as (

    select * from {{ ref('int_need_purchases') }}

),

acts as (

    select * from {{ ref('int_need_acts') }}

),

order_spends as (

    select
        customer_key,
        order_id,
        cast(sum(spend_amount) as decimal(18, 2)) as spend_amount
    from purchases
    where is_in_window and spend_amount > 0
    group by customer_key, order_id

),

totals as (

    select
        customer_key,
        'spend' as basis,
        cast(sum(spend_amount) as decimal(18, 2)) as total_amount,
        cast(sum(spend_amount * spend_amount) as double) as square_amount,
        count(*) as total_count
    from order_spends
    group by customer_key

    union all

    select
        customer_key,
        basis,
        cast(sum(act_amount) as decimal(18, 2)) as total_amount,
        cast(sum(act_amount) as double) as square_amount,
        sum(occasion_count) as total_count
    from acts
    where basis != 'spend' and occasion_count > 0
    group by customer_key, basis

),

final as (

    select
        customer_key,
        basis,
        total_amount,
        round(
            cast(total_amount as double) * cast(total_amount as double)
            / square_amount, 9
        ) as effective_count,
        cast(total_count as bigint) as total_count
    from totals

)

select * from final
