-- How regularly customers buy: the order k of Erlang gaps, 1 where purchases come at
-- random. Of two gaps in a row, M = gap 1 / (gap 1 + gap 2) is beta distributed at
-- whatever pace, and k = (1 - 4 Var M) / (8 Var M) (Wheat and Morrison 1990).
with

purchase_days as (

    select * from {{ ref('int_purchase_days') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

gaps as (

    select
        purchase_days.customer_key,
        {{ days_between(
            'purchase_days.purchase_date', 'purchase_days.next_purchase_date'
        ) }} as gap_days,
        row_number() over (
            partition by purchase_days.customer_key
            order by purchase_days.purchase_date desc
        ) as gap_rank
    from purchase_days
    cross join as_of
    where purchase_days.next_purchase_date <= as_of.as_of_date

),

-- One pair a customer, the last, so that the pairs are independent of each other.
pairs as (

    select
        customer_key,
        round(
            cast(max(case when gap_rank = 2 then gap_days end) as double)
            / sum(gap_days), 9
        ) as gap_share
    from gaps
    where gap_rank <= 2
    group by customer_key
    having count(*) = 2

),

sums as (

    select
        {% for power in [1, 2, 3, 4] %}
        cast(
            sum(cast(power(gap_share, {{ power }}) as decimal(18, 12))) as double
        ) / count(*) as moment_{{ power }},
        {% endfor %}
        count(*) as pair_count
    from pairs

),

moments as (

    select
        pair_count,
        round(moment_2 - moment_1 * moment_1, 9) as variance,
        moment_4 - 4 * moment_1 * moment_3 + 6 * moment_1 * moment_1 * moment_2
        - 3 * moment_1 * moment_1 * moment_1 * moment_1 as fourth_moment
    from sums
    where pair_count >= {{ var('regularity_min_pair_count') }}

),

-- The interval is that of the variance, whose own is (fourth moment - variance²) / n.
bounds as (

    select
        pair_count,
        variance,
        round(
            1.959964 * sqrt(
                greatest(fourth_moment - variance * variance, 0) / pair_count
            ), 9
        ) as error
    from moments
    where variance > 0

),

final as (

    select
        pair_count,
        round((1 - 4 * variance) / (8 * variance), 9) as purchase_regularity,
        round((1 - 4 * (variance + error)) / (8 * (variance + error)), 9)
            as lower_regularity,
        case
            when variance > error
                then round((1 - 4 * (variance - error)) / (8 * (variance - error)), 9)
        end as upper_regularity
    from bounds

)

select * from final
