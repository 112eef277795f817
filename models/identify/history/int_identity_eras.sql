-- Links only appear, so customers only merge, but where a decision cuts a link that had
-- lived. There the history of the component is told era by era, from cut to cut.
with

link_lives as (

    select * from {{ ref('int_link_lives') }}

),

cuts as (

    select distinct
        component,
        cut_at
    from link_lives
    where cut_at > known_at
        and cut_at < {{ never_ended_at() }}

),

starts as (

    select
        component,
        cut_at as started_at
    from cuts

    union

    select
        component,
        {{ always_known_at() }} as started_at
    from cuts

),

final as (

    select
        component,
        cast(
            row_number() over (
                partition by component
                order by started_at asc nulls last
            ) - 1 as bigint
        ) as era,
        started_at,
        lead(started_at, 1, {{ never_ended_at() }}) over (
            partition by component
            order by started_at asc nulls last
        ) as ended_at
    from starts

)

select * from final
