{{ config(materialized='view') }}
with

acts as (

    select * from {{ ref('int_need_acts') }}
    where need is not null

),

act_needs as (

    select distinct
        basis,
        need
    from acts

),

-- Acts are unique by basis and need, so only needs of more than one basis are grouped.
contested_needs as (

    select need
    from act_needs
    group by need
    having count(*) > 1

),

final as (

    select
        acts.customer_key,
        acts.need,
        acts.met_at
    from acts
    left join contested_needs
        on acts.need = contested_needs.need
    where contested_needs.need is null

    union all

    select
        acts.customer_key,
        acts.need,
        max(acts.met_at) as met_at
    from acts
    inner join contested_needs
        on acts.need = contested_needs.need
    group by acts.customer_key, acts.need

)

select * from final
