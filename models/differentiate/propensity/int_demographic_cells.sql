with

demographics as (

    select * from {{ ref('int_customer_demographics') }}

),

rules as (

    select * from {{ ref('int_propensity_rules') }}

),

cells as (

    select
        attribute,
        parent_value,
        attribute_value,
        count(*) as customer_count
    from demographics
    group by attribute, parent_value, attribute_value

),

followed as (

    select
        cells.attribute,
        cells.parent_value,
        cells.attribute_value,
        cells.customer_count,
        sum(cells.customer_count) over (
            partition by cells.attribute, cells.parent_value
            order by cells.customer_count asc, cells.attribute_value asc
            rows between unbounded preceding and current row
        ) - cells.customer_count as smaller_count
    from cells

),

-- A cell of too few is hidden, and of its neighbours the next larger ones until what is
-- missing to their sum is of no fewer.
judged as (

    select
        followed.attribute,
        followed.parent_value,
        followed.attribute_value,
        followed.customer_count,
        case
            when followed.customer_count < rules.fewest_customers
                then 'too_few_customers'
            when followed.smaller_count > 0
                and followed.smaller_count < rules.fewest_customers
                then 'protects_others'
        end as null_reason
    from followed
    cross join rules

),

-- What lies within a hidden cell would tell it by its sum.
final as (

    select
        judged.attribute,
        judged.attribute_value,
        judged.customer_count,
        case
            when judged.null_reason is null and parents.null_reason is not null
                then 'protects_others'
            else judged.null_reason
        end as null_reason
    from judged
    left join judged as parents
        on judged.attribute = 'region'
        and parents.attribute = 'country'
        and judged.parent_value = parents.attribute_value

)

select * from final
