-- Raw records = not yet known + rejected + acceptable, table by table.
with

record_counts as (

    select * from {{ ref('int_record_counts') }}

),

final as (

    select *
    from record_counts
    where raw_count != not_yet_known_count + rejected_count + acceptable_count

)

select * from final
