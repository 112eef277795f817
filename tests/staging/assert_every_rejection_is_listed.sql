with

record_counts as (

    select * from {{ ref('int_record_counts') }}

),

rejected_records as (

    select * from {{ ref('rejected_records') }}

),

listed as (

    select
        table_name,
        count(*) as listed_count
    from rejected_records
    group by table_name

),

final as (

    select
        record_counts.table_name,
        record_counts.rejected_count,
        listed.listed_count
    from record_counts
    left join listed
        on record_counts.table_name = listed.table_name
    where record_counts.rejected_count != coalesce(listed.listed_count, 0)

)

select * from final
