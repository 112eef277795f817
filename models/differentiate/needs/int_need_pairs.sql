with

acts as (

    select * from {{ ref('int_need_acts') }}

),

bases as (

    select * from {{ ref('int_need_bases') }}

),

stated_needs as (

    select * from {{ ref('int_stated_needs') }}

),

-- A union without `all`: who stated a need and acts on it has one row.
final as (

    select
        customer_id,
        basis,
        need
    from acts
    where need is not null and occasion_count > 0

    union distinct

    select
        stated_needs.customer_id,
        bases.basis,
        stated_needs.need
    from stated_needs
    inner join bases
        on stated_needs.need = bases.need

)

select * from final
