with

seen_values as (

    select * from {{ ref('int_seen_values') }}

),

needs as (

    select * from {{ ref('needs') }}
    where need is not null

),

rules as (

    select * from {{ ref('int_need_rules') }}

),

matched as (

    select
        seen_values.source,
        seen_values.field,
        seen_values.value,
        seen_values.customer_count,
        seen_values.is_act,
        named_needs.need as named_need,
        other_needs.need as other_need,
        replace(other_needs.need, '*', seen_values.value) as value_need,
        coalesce(named_needs.need_type, other_needs.need_type) as need_type
    from seen_values
    left join needs as named_needs
        on seen_values.source = named_needs.source
        and seen_values.field = named_needs.field
        and seen_values.value = lower(named_needs.value)
    left join needs as other_needs
        on seen_values.source = other_needs.source
        and seen_values.field = other_needs.field
        and other_needs.value is null
    where named_needs.need is not null or other_needs.need is not null

),

known_needs as (

    select value_need as need
    from matched
    where is_act

    union distinct

    select need
    from needs
    where value is not null

),

-- Free text of few customers could tell who they are.
screened as (

    select
        matched.source,
        matched.field,
        matched.value,
        case
            when matched.named_need is not null then matched.named_need
            when known_needs.need is not null
                or matched.customer_count >= rules.fewest_customers
                then matched.value_need
            else replace(matched.other_need, '*', 'other')
        end as need,
        matched.need_type,
        matched.named_need is not null as is_named
    from matched
    cross join rules
    left join known_needs
        on matched.value_need = known_needs.need

),

named_types as (

    select distinct
        need,
        need_type
    from needs
    where value is not null

),

-- A category may be called as a need of another type.
final as (

    select
        screened.source,
        screened.field,
        screened.value,
        case
            when named_types.need is not null and not screened.is_named
                then screened.need_type || ':' || screened.need
            else screened.need
        end as need,
        screened.need_type,
        screened.is_named
    from screened
    left join named_types
        on screened.need = named_types.need
        and screened.need_type != named_types.need_type

)

select * from final
