with

shares as (

    select * from {{ ref('int_need_shares') }}

),

stated_needs as (

    select * from {{ ref('int_stated_needs') }}

),

need_values as (

    select * from {{ ref('int_need_values') }}

),

met_needs as (

    select * from {{ ref('int_met_needs') }}

),

rules as (

    select * from {{ ref('int_need_rules') }}

),

customers as (

    select * from {{ ref('int_customer_keys') }}

),

bases as (

    select * from {{ ref('int_need_bases') }}

),

measured_needs as (

    select distinct need
    from bases

),

need_types as (

    select
        need,
        min(need_type) as need_type
    from need_values
    group by need

),

-- What was said outweighs what was done, and a habit what is inferred of one occasion.
judged as (

    select
        coalesce(stated_needs.customer_key, shares.customer_key) as customer_key,
        coalesce(stated_needs.need, shares.need) as need,
        case
            when stated_needs.evidence = 'stated' then 'stated'
            when stated_needs.evidence = 'behaviour' then 'behaviour'
            when shares.strength >= rules.least_strength
                and shares.own_count >= rules.fewest_own_occasions
                then 'behaviour'
            when stated_needs.evidence = 'inferred' then 'inferred'
            when shares.strength >= rules.least_strength and shares.own_count > 0
                then 'inferred'
        end as evidence,
        shares.basis,
        shares.own_share,
        shares.base_share,
        shares.strength,
        shares.lower_strength,
        shares.upper_strength,
        coalesce(shares.own_count, 0) as own_count,
        coalesce(shares.total_count, 0) as total_count,
        stated_needs.stated_at
    from stated_needs
    full outer join shares
        on stated_needs.customer_key = shares.customer_key
        and stated_needs.need = shares.need
    cross join rules

),

final as (

    select
        customers.customer_id,
        judged.need,
        need_types.need_type,
        judged.evidence,
        judged.basis,
        case
            when judged.basis is not null then null
            when measured_needs.need is null then 'need_not_measured'
            else 'no_occasions'
        end as null_reason,
        judged.own_share,
        judged.base_share,
        judged.strength,
        judged.lower_strength,
        judged.upper_strength,
        judged.own_count,
        judged.total_count,
        cast(
            row_number() over (
                partition by judged.customer_key, need_types.need_type
                order by
                    case judged.evidence
                        when 'stated' then 1
                        when 'behaviour' then 2
                        else 3
                    end asc,
                    judged.strength desc nulls last,
                    judged.need asc
            ) as bigint
        ) as need_rank,
        met_needs.met_at,
        judged.stated_at
    from judged
    inner join customers
        on judged.customer_key = customers.customer_key
    inner join need_types
        on judged.need = need_types.need
    left join measured_needs
        on judged.need = measured_needs.need
    left join met_needs
        on judged.customer_key = met_needs.customer_key
        and judged.need = met_needs.need
    where judged.evidence is not null

)

select * from final
