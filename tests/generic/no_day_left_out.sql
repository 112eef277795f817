{% test no_day_left_out(model, condition) %}

with

followed as (

    select
        from_days,
        until_days,
        lag(until_days, 1, cast(-1 as bigint)) over (order by from_days)
            as previous_until_days,
        lead(from_days) over (order by from_days) as next_from_days
    from {{ model }}
    where {{ condition }}

)

select *
from followed
where previous_until_days is null
    or from_days != previous_until_days + 1
    or (until_days is null) != (next_from_days is null)

{% endtest %}
