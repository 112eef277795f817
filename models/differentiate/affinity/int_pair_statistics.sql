with

pair_counts as (

    select * from {{ ref('int_pair_counts') }}

),

rules as (

    select * from {{ ref('int_affinity_rules') }}

),

-- An item in all baskets leaves cells empty that are expected to be, and tells nothing.
measured as (

    select
        *,
        ln(pairs / expected_pairs) as log_lift,
        sqrt(greatest(
            1 / pairs - 1 / firsts - 1 / seconds
            + 2 * pairs / (firsts * seconds) - 1 / baskets,
            0
        )) as log_lift_error,
        coalesce(
            (pairs - expected_pairs) * (pairs - expected_pairs) * baskets
            / nullif(expected_pairs * expected_neithers, 0),
            0
        ) as chi_squared,
        2 * (
            {{ likelihood_term('pairs', 'expected_pairs') }}
            + {{ likelihood_term('only_firsts', 'expected_only_firsts') }}
            + {{ likelihood_term('only_seconds', 'expected_only_seconds') }}
            + {{ likelihood_term('neithers', 'expected_neithers') }}
        ) as likelihood_ratio
    from pair_counts

),

-- Bonferroni: all pairs of frequent items count as tried, also those that are too rare
-- together to be here. Both tails: chi-squared at alpha / m is z squared at alpha / 2m.
bounded as (

    select
        measured.level_position,
        measured.first_item_key,
        measured.second_item_key,
        measured.baskets,
        measured.pairs,
        measured.expected_pairs,
        measured.firsts,
        measured.seconds,
        measured.level_item_count * (measured.level_item_count - 1) / 2 as test_count,
        round(exp(measured.log_lift), 9) as lift,
        round(
            exp(measured.log_lift - rules.interval_z * measured.log_lift_error), 9
        ) as lower_lift,
        round(
            exp(measured.log_lift + rules.interval_z * measured.log_lift_error), 9
        ) as upper_lift,
        round(measured.chi_squared, 6) as chi_squared,
        round(measured.likelihood_ratio, 6) as likelihood_ratio,
        {{ normal_critical_value(
            'rules.significance_level'
            ' / (measured.level_item_count * (measured.level_item_count - 1))'
        ) }} as critical_z
    from measured
    cross join rules

),

final as (

    select
        level_position,
        first_item_key,
        second_item_key,
        cast(round(test_count) as bigint) as test_count,
        cast(round(pairs) as bigint) as pair_basket_count,
        round(expected_pairs, 9) as expected_pair_basket_count,
        round(pairs / baskets, 9) as support_share,
        round(pairs / firsts, 9) as second_given_first_rate,
        round(pairs / seconds, 9) as first_given_second_rate,
        lift,
        lower_lift,
        upper_lift,
        round((pairs - expected_pairs) / baskets, 12) as leverage,
        chi_squared,
        likelihood_ratio,
        round(critical_z * critical_z, 6) as critical_chi_squared,
        least(chi_squared, likelihood_ratio) > critical_z * critical_z
            as is_significant
    from bounded

)

select * from final
