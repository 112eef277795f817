-- Without one of them nothing would be linked, and nothing would say so.
{%- set names = [
    'link', 'review', 'pseudo_count', 'housemates_per_duplicate', 'rate_pseudo_count',
    'known_pairs',
] %}
with

match_thresholds as (

    select * from {{ ref('match_thresholds') }}

),

needed as (

    {% for name in names %}
    select '{{ name }}' as threshold_name
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

final as (

    select needed.threshold_name
    from needed
    left join match_thresholds
        on needed.threshold_name = match_thresholds.threshold_name
    where match_thresholds.threshold_name is null

)

select * from final
