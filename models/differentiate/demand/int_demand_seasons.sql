-- A span has the season of its days. A month without an index is an average one.
with

spans as (

    select * from {{ ref('int_demand_spans') }}

),

indices as (

    select * from {{ ref('int_month_seasons') }}

),

both_spans as (

    select
        fit_purpose,
        span_number,
        false as is_earlier,
        first_date,
        last_date
    from spans

    union all

    select
        fit_purpose,
        span_number,
        true as is_earlier,
        earlier_first_date as first_date,
        earlier_last_date as last_date
    from spans

),

span_months as (

    {% for month in range(0, 7) %}
    select
        *,
        {{ add_months("cast(date_trunc('month', first_date) as date)", month) }}
            as month_start_date
    from both_spans
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

weighted_months as (

    select
        span_months.fit_purpose,
        span_months.span_number,
        span_months.is_earlier,
        coalesce(indices.season_index, 1) as season_index,
        {{ days_between(
            'greatest(span_months.first_date, span_months.month_start_date)',
            'least(span_months.last_date, last_day(span_months.month_start_date))',
        ) }} + 1 as day_count
    from span_months
    left join indices
        on span_months.fit_purpose = indices.fit_purpose
        and span_months.month_start_date = indices.month_start_date
    where span_months.month_start_date <= span_months.last_date

),

sums as (

    select
        fit_purpose,
        span_number,
        sum(case when is_earlier then 0 else day_count end) as day_count,
        sum(case when is_earlier then day_count else 0 end) as earlier_day_count,
        sum(
            case
                when is_earlier then 0
                else cast(season_index * day_count as decimal(28, 9))
            end
        ) as season_days,
        sum(
            case
                when is_earlier then cast(season_index * day_count as decimal(28, 9))
            end
        ) as earlier_season_days
    from weighted_months
    group by fit_purpose, span_number

),

final as (

    select
        fit_purpose,
        span_number,
        round(cast(season_days as double) / day_count, 9) as season_index,
        round(cast(earlier_season_days as double) / earlier_day_count, 9)
            as earlier_season_index
    from sums

)

select * from final
