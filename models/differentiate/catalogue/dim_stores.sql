with

stores as (

    select * from {{ ref('stg_stores') }}

),

employees as (

    select * from {{ ref('stg_employees') }}

),

orders as (

    select * from {{ ref('stg_orders') }}

),

returns as (

    select * from {{ ref('stg_returns') }}

),

-- A union without `all`: a store counts once, wherever it was seen.
seen_stores as (

    select
        source_system,
        store_id
    from stores

    union distinct

    select
        source_system,
        store_id
    from employees
    where store_id is not null

    union distinct

    select
        source_system,
        store_id
    from orders
    where store_id is not null

    union distinct

    select
        source_system,
        store_id
    from returns
    where store_id is not null

),

final as (

    select
        seen_stores.store_id,
        seen_stores.source_system,
        stores.store_name,
        stores.city,
        stores.region,
        stores.postal_code,
        stores.country_code,
        stores.store_id is not null as is_listed,
        stores.opened_at,
        stores.closed_at
    from seen_stores
    left join stores
        on seen_stores.store_id = stores.store_id

)

select * from final
