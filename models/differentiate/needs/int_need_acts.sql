with

purchases as (

    select * from {{ ref('int_need_purchases') }}

),

habits as (

    select * from {{ ref('int_need_habits') }}

),

need_values as (

    select * from {{ ref('int_need_values') }}

),

purchase_acts as (

    select
        customer_key,
        'spend' as basis,
        need,
        cast(
            sum(case when is_in_window then spend_amount else 0 end) as decimal(18, 2)
        ) as act_amount,
        cast(
            sum(case when is_in_window and spend_amount > 0 then 1 else 0 end) as bigint
        ) as occasion_count,
        max(ordered_at) as met_at
    from purchases
    group by customer_key, need

),

habit_acts as (

    select
        habits.customer_key,
        habits.field as basis,
        need_values.need,
        cast(sum(habits.occasion_count) as decimal(18, 2)) as act_amount,
        cast(sum(habits.occasion_count) as bigint) as occasion_count,
        max(habits.met_at) as met_at
    from habits
    left join need_values
        on habits.source = need_values.source
        and habits.field = need_values.field
        and habits.value = need_values.value
    group by habits.customer_key, habits.field, need_values.need

),

final as (

    select
        customer_key,
        basis,
        need,
        act_amount,
        occasion_count,
        met_at
    from purchase_acts

    union all

    select
        customer_key,
        basis,
        need,
        act_amount,
        occasion_count,
        met_at
    from habit_acts

)

select * from final
