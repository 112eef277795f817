with

identifier_types as (

    select * from {{ ref('identifier_types') }}

),

attribute_limits as (

    select * from {{ ref('attribute_limits') }}

),

final as (

    select
        identifier_type as mark_type,
        case when is_unique then 1 else max_values_per_customer end as limit_count,
        max_probable_values as probable_limit_count,
        case when is_unique then 'one_edit' else 'exact' end as tolerance
    from identifier_types
    where is_unique or max_values_per_customer is not null

    union all

    select
        attribute as mark_type,
        max_values_per_customer as limit_count,
        max_probable_values as probable_limit_count,
        tolerance
    from attribute_limits

)

select * from final
