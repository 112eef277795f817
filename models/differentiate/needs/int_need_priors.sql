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

rules as (

    select * from {{ ref('int_need_rules') }}

),

base_squares as (

    select
        basis,
        cast(
            sum(cast(round(base_share * base_share, 9) as decimal(18, 9))) as double
        ) as base_square
    from bases
    group by basis

),

shares as (

    select
        acts.customer_key,
        acts.basis,
        totals.effective_count,
        {{ share('acts.act_amount', 'totals.total_amount') }} as own_share,
        bases.base_share
    from acts
    inner join totals
        on acts.customer_key = totals.customer_key and acts.basis = totals.basis
    inner join bases
        on acts.basis = bases.basis
        and coalesce(acts.need, '') = coalesce(bases.need, '')
    where totals.effective_count >= 2

),

-- Without what a need that the customer has nothing of adds, its squared base share.
distances as (

    select
        customer_key,
        basis,
        max(effective_count) as effective_count,
        cast(
            sum(
                cast(
                    round(own_share * own_share - 2 * own_share * base_share, 9)
                    as decimal(18, 9)
                )
            ) as double
        ) as part_distance
    from shares
    group by customer_key, basis

),

-- Where the shares of customers are Dirichlet distributed (Mosimann 1962), the squared
-- distance of one from the base shares is expected to be
-- (1 - sum b^2) (1/n + rho (1 - 1/n)), rho = 1/(k + 1): solved for rho by their sums.
sums as (

    select
        distances.basis,
        count(*) as repeater_count,
        sum(
            cast(
                round(
                    (distances.part_distance + base_squares.base_square)
                    / nullif(1 - base_squares.base_square, 0)
                    - 1 / distances.effective_count,
                    9
                ) as decimal(18, 9)
            )
        ) as excess,
        sum(cast(round(1 - 1 / distances.effective_count, 9) as decimal(18, 9)))
            as weight
    from distances
    inner join base_squares
        on distances.basis = base_squares.basis
    group by distances.basis

),

correlations as (

    select
        basis,
        repeater_count,
        round({{ share('excess', 'weight') }}, 9) as correlation
    from sums

),

final as (

    select
        base_squares.basis,
        case
            when correlations.correlation is null
                or correlations.repeater_count < rules.fewest_repeaters
                then rules.prior_count
            when correlations.correlation * (rules.largest_prior_count + 1) < 1
                then rules.largest_prior_count
            when correlations.correlation * (rules.smallest_prior_count + 1) > 1
                then rules.smallest_prior_count
            else round(1 / correlations.correlation - 1, 9)
        end as prior_count,
        coalesce(correlations.repeater_count, 0) as repeater_count
    from base_squares
    cross join rules
    left join correlations
        on base_squares.basis = correlations.basis

)

select * from final
