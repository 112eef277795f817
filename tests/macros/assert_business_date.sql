-- The setting chooses one time zone for a run, so the engine's macro is asked for each.
{% set time_zones = ['UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Kolkata'] %}
with

cases (time_zone, given, expected) as (

    values
    ('UTC', timestamp '2024-01-01 00:00:00', date '2024-01-01'),
    ('UTC', timestamp '2024-01-01 23:59:59', date '2024-01-01'),
    ('America/New_York', timestamp '2024-01-01 03:00:00', date '2023-12-31'),
    ('America/New_York', timestamp '2024-01-01 04:59:59', date '2023-12-31'),
    ('America/New_York', timestamp '2024-01-01 05:00:00', date '2024-01-01'),
    ('America/New_York', timestamp '2024-07-01 04:00:00', date '2024-07-01'),
    ('Europe/Berlin', timestamp '2024-01-01 22:59:59', date '2024-01-01'),
    ('Europe/Berlin', timestamp '2024-01-01 23:00:00', date '2024-01-02'),
    ('Europe/Berlin', timestamp '2024-07-01 22:00:00', date '2024-07-02'),
    ('Asia/Kolkata', timestamp '2024-01-01 18:29:59', date '2024-01-01'),
    ('Asia/Kolkata', timestamp '2024-01-01 18:30:00', date '2024-01-02'),
    ('UTC', null, null)

),

read as (

    select
        time_zone,
        given,
        expected,
        case time_zone
            {%- for time_zone in time_zones %}
            when '{{ time_zone }}'
                then {{ adapter.dispatch('business_date', 'idic')(
                    'given', quoted(time_zone)
                ) }}
            {%- endfor %}
        end as found
    from cases

),

final as (

    select * from read
    where found is distinct from expected

)

select * from final
