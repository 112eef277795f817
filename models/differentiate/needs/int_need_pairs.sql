with

acts as (

    select * from {{ ref('int_need_acts') }}

),

totals as (

    select * from {{ ref('int_need_totals') }}

),

bases as (

    select * from {{ ref('int_need_bases') }}

),

stated_needs as (

    select * from {{ ref('int_stated_needs') }}

),

stated_pairs as (

    select
        stated_needs.customer_key,
        bases.basis,
        stated_needs.need
    from stated_needs
    inner join bases
        on stated_needs.need = bases.need

),

-- Who stated a need and acts on it has one row.
pairs as (

    select
        customer_key,
        basis,
        need,
        act_amount,
        occasion_count
    from acts
    where need is not null and occasion_count > 0

    union all

    select
        stated_pairs.customer_key,
        stated_pairs.basis,
        stated_pairs.need,
        cast(0 as decimal(18, 2)) as act_amount,
        cast(0 as bigint) as occasion_count
    from stated_pairs
    left join acts
        on stated_pairs.customer_key = acts.customer_key
        and stated_pairs.basis = acts.basis
        and stated_pairs.need = acts.need
        and acts.occasion_count > 0
    where acts.customer_key is null

),

final as (

    select
        pairs.customer_key,
        pairs.basis,
        pairs.need,
        round({{ share('pairs.act_amount', 'totals.total_amount') }}, 9) as own_share,
        totals.effective_count,
        pairs.occasion_count as own_count,
        totals.total_count
    from pairs
    inner join totals
        on pairs.customer_key = totals.customer_key and pairs.basis = totals.basis

)

select * from final
