with

estimates as (

    select * from {{ ref('int_wallet_estimates') }}

),

methods as (

    select * from {{ ref('wallet_methods') }}

),

spend_window as (

    select * from {{ ref('int_wallet_window') }}

),

given_estimates as (

    select
        customer_id,
        category,
        method,
        stated_date,
        null_reason,
        supplier_position,
        spend_amount,
        case when null_reason is null then wallet_amount end as wallet_amount,
        case when null_reason is null then lower_wallet_amount end
            as lower_wallet_amount,
        case when null_reason is null then upper_wallet_amount end
            as upper_wallet_amount,
        case when null_reason is null then wallet_share end as wallet_share,
        supplier_count,
        look_alike_count
    from estimates

),

numbered as (

    select
        given_estimates.*,
        row_number() over (
            partition by given_estimates.customer_id, given_estimates.category
            order by
                case when given_estimates.null_reason is null then 0 else 1 end asc,
                methods.precedence asc nulls last,
                given_estimates.method asc
        ) as method_position
    from given_estimates
    left join methods
        on given_estimates.method = methods.method

),

final as (

    select
        numbered.customer_id,
        numbered.category,
        numbered.method,
        spend_window.window_start_date,
        numbered.stated_date,
        numbered.null_reason,
        numbered.spend_amount,
        numbered.wallet_amount as wallet_estimate_amount,
        coalesce(
            numbered.wallet_share,
            round({{ share('numbered.spend_amount', 'numbered.wallet_amount') }}, 9)
        ) as share_of_wallet,
        round({{ share('numbered.spend_amount', 'numbered.upper_wallet_amount') }}, 9)
            as lower_share,
        round({{ share('numbered.spend_amount', 'numbered.lower_wallet_amount') }}, 9)
            as upper_share,
        numbered.supplier_position,
        numbered.supplier_count,
        numbered.look_alike_count,
        numbered.method_position = 1 as is_preferred
    from numbered
    cross join spend_window

)

select * from final
