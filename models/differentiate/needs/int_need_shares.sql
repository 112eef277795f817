with

acts as (

    select * from {{ ref('int_need_acts') }}

),

totals as (

    select * from {{ ref('int_need_totals') }}

),

bases as (

    select * from {{ ref('int_need_bases') }}
    where need is not null

),

priors as (

    select * from {{ ref('int_need_priors') }}

),

pairs as (

    select * from {{ ref('int_need_pairs') }}

),

rules as (

    select * from {{ ref('int_need_rules') }}

),

measured as (

    select
        pairs.customer_id,
        pairs.need,
        pairs.basis,
        round(
            coalesce({{ share('acts.act_amount', 'totals.total_amount') }}, 0), 9
        ) as own_share,
        bases.base_share,
        totals.effective_count,
        priors.prior_count,
        coalesce(acts.occasion_count, 0) as own_count,
        totals.total_count
    from pairs
    inner join totals
        on pairs.customer_id = totals.customer_id and pairs.basis = totals.basis
    inner join bases
        on pairs.basis = bases.basis and pairs.need = bases.need
    inner join priors
        on pairs.basis = priors.basis
    left join acts
        on pairs.customer_id = acts.customer_id
        and pairs.basis = acts.basis
        and pairs.need = acts.need

),

-- The posterior mean under a beta prior with mean b that counts for k occasions.
shrunk as (

    select
        measured.*,
        (
            measured.effective_count * measured.own_share
            + measured.prior_count * measured.base_share
        )
        / (measured.effective_count + measured.prior_count) as shrunk_share
    from measured

),

-- And its deviation.
deviated as (

    select
        shrunk.*,
        rules.critical_value * sqrt(
            greatest(shrunk.shrunk_share * (1 - shrunk.shrunk_share), 0)
            / (shrunk.effective_count + shrunk.prior_count + 1)
        ) as deviation
    from shrunk
    cross join rules

),

-- A need of two bases is judged by the one with more occasions.
numbered as (

    select
        customer_id,
        need,
        basis,
        own_share,
        base_share,
        round(shrunk_share / base_share, 9) as strength,
        round(greatest(shrunk_share - deviation, 0) / base_share, 9) as lower_strength,
        round(least(shrunk_share + deviation, 1) / base_share, 9) as upper_strength,
        own_count,
        total_count,
        row_number() over (
            partition by customer_id, need
            order by total_count desc, basis asc
        ) as basis_position
    from deviated

),

final as (

    select
        customer_id,
        need,
        basis,
        own_share,
        base_share,
        strength,
        lower_strength,
        upper_strength,
        own_count,
        total_count
    from numbered
    where basis_position = 1

)

select * from final
