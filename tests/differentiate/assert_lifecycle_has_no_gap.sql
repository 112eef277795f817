{#- A customer's stages follow each other without gap, overlap or repetition, begin by
    the as-of date, and the last one is open. -#}
with

history as (

    select * from {{ ref('fct_lifecycle_history') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

followed as (

    select
        history.customer_id,
        history.valid_from,
        history.valid_to,
        history.lifecycle_stage,
        as_of.as_of_date,
        lead(history.valid_from, 1, cast('9999-12-31' as date)) over (
            partition by history.customer_id
            order by history.valid_from, history.valid_to, history.lifecycle_stage
        ) as next_valid_from,
        lead(history.lifecycle_stage) over (
            partition by history.customer_id
            order by history.valid_from, history.valid_to, history.lifecycle_stage
        ) as next_stage
    from history
    cross join as_of

),

final as (

    select *
    from followed
    where valid_from >= valid_to
        or valid_from > as_of_date
        or valid_to != next_valid_from
        or lifecycle_stage = next_stage

)

select * from final
