{{ config(materialized='view') }}
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

stated_pairs as (

    select
        stated_needs.customer_id,
        bases.basis,
        stated_needs.need
    from stated_needs
    inner join bases
        on stated_needs.need = bases.need

),

-- Who stated a need and acts on it has one row.
final as (

    select
        customer_id,
        basis,
        need
    from acts
    where need is not null and occasion_count > 0

    union all

    select
        stated_pairs.customer_id,
        stated_pairs.basis,
        stated_pairs.need
    from stated_pairs
    left join acts
        on stated_pairs.customer_id = acts.customer_id
        and stated_pairs.basis = acts.basis
        and stated_pairs.need = acts.need
        and acts.occasion_count > 0
    where acts.customer_id is null

)

select * from final
