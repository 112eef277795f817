with

changes as (

    select * from {{ ref('int_lifecycle_changes') }}

),

followed as (

    select
        customer_id,
        valid_from,
        lifecycle_stage,
        entry_trigger,
        lag(lifecycle_stage) over (partition by customer_id order by valid_from)
            as previous_stage
    from changes

),

-- Another purchase in the same stage changes nothing.
entries as (

    select
        customer_id,
        valid_from,
        lifecycle_stage,
        entry_trigger
    from followed
    where previous_stage is null or previous_stage != lifecycle_stage

),

intervals as (

    select
        customer_id,
        valid_from,
        lead(valid_from, 1, cast('9999-12-31' as date)) over (
            partition by customer_id
            order by valid_from
        ) as valid_to,
        lifecycle_stage,
        entry_trigger
    from entries

),

final as (

    select
        customer_id,
        valid_from,
        valid_to,
        lifecycle_stage,
        entry_trigger,
        valid_to = cast('9999-12-31' as date) as is_current
    from intervals

)

select * from final
