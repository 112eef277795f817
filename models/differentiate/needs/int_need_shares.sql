with

pairs as (

    select * from {{ ref('int_need_pairs') }}

),

bases as (

    select * from {{ ref('int_need_bases') }}
    where need is not null

),

priors as (

    select * from {{ ref('int_need_priors') }}

),

rules as (

    select * from {{ ref('int_need_rules') }}

),

contested_needs as (

    select need
    from bases
    group by need
    having count(*) > 1

),

-- A need of two bases is judged by the one with more occasions.
numbered as (

    select
        pairs.*,
        row_number() over (
            partition by pairs.customer_key, pairs.need
            order by pairs.total_count desc, pairs.basis asc
        ) as basis_position
    from pairs
    inner join contested_needs
        on pairs.need = contested_needs.need

),

chosen as (

    select
        pairs.customer_key,
        pairs.need,
        pairs.basis,
        pairs.own_share,
        pairs.effective_count,
        pairs.own_count,
        pairs.total_count
    from pairs
    left join contested_needs
        on pairs.need = contested_needs.need
    where contested_needs.need is null

    union all

    select
        customer_key,
        need,
        basis,
        own_share,
        effective_count,
        own_count,
        total_count
    from numbered
    where basis_position = 1

),

-- The posterior mean under a beta prior with mean b that counts for k occasions.
shrunk as (

    select
        chosen.*,
        bases.base_share,
        chosen.effective_count + priors.prior_count as weight,
        (
            chosen.effective_count * chosen.own_share
            + priors.prior_count * bases.base_share
        )
        / (chosen.effective_count + priors.prior_count) as shrunk_share
    from chosen
    inner join bases
        on chosen.basis = bases.basis and chosen.need = bases.need
    inner join priors
        on chosen.basis = priors.basis

),

-- And its deviation.
deviated as (

    select
        shrunk.*,
        rules.critical_value * sqrt(
            greatest(shrunk.shrunk_share * (1 - shrunk.shrunk_share), 0)
            / (shrunk.weight + 1)
        ) as deviation
    from shrunk
    cross join rules

),

final as (

    select
        customer_key,
        need,
        basis,
        own_share,
        base_share,
        round(shrunk_share / base_share, 9) as strength,
        round(greatest(shrunk_share - deviation, 0) / base_share, 9) as lower_strength,
        round(least(shrunk_share + deviation, 1) / base_share, 9) as upper_strength,
        own_count,
        total_count
    from deviated

)

select * from final
