with

acts as (

    select * from {{ ref('int_need_acts') }}

),

base_acts as (

    select
        basis,
        need,
        sum(act_amount) as act_amount
    from acts
    group by basis, need

),

base_totals as (

    select
        basis,
        sum(act_amount) as total_amount
    from base_acts
    group by basis

),

shares as (

    select
        base_acts.basis,
        base_acts.need,
        round({{ share('base_acts.act_amount', 'base_totals.total_amount') }}, 9)
            as base_share
    from base_acts
    inner join base_totals
        on base_acts.basis = base_totals.basis
    where base_acts.act_amount > 0

),

-- Strengths are shares over it: what rounds to nothing has none.
final as (

    select
        basis,
        need,
        base_share
    from shares
    where base_share > 0

)

select * from final
