-- Each line of the staging is kept with its amount; only derived lines are added.
with

raw_lines as (

    select * from {{ ref('stg_order_lines') }}

),

order_lines as (

    select * from {{ ref('fct_order_lines') }}

),

source_lines as (

    select
        order_id,
        line_number,
        count(*) as line_count,
        sum(net_amount) as net_amount
    from order_lines
    where not is_derived
    group by order_id, line_number

),

final as (

    select
        coalesce(raw_lines.order_id, source_lines.order_id) as order_id,
        coalesce(raw_lines.line_number, source_lines.line_number) as line_number,
        raw_lines.net_amount as raw_net_amount,
        source_lines.net_amount
    from raw_lines
    full outer join source_lines
        on raw_lines.order_id = source_lines.order_id
        and raw_lines.line_number = source_lines.line_number
    where raw_lines.order_id is null
        or source_lines.order_id is null
        or source_lines.line_count != 1
        or raw_lines.net_amount != source_lines.net_amount

)

select * from final
