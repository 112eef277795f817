with

products as (

    select * from {{ ref('dim_products') }}

),

habits as (

    select * from {{ ref('int_need_habits') }}

),

statements as (

    select * from {{ ref('int_need_statements') }}

),

needs as (

    select * from {{ ref('needs') }}
    where need is not null

),

-- Unions without `all`: each value is looked up once.
seen_values as (

    {% for field in ['department', 'category', 'subcategory'] %}
    select
        'product' as source,
        '{{ field }}' as field,
        lower({{ field }}) as value
    from products
    where {{ field }} is not null

    union distinct
    {% endfor %}
    select
        source,
        field,
        value
    from habits

    union distinct

    select
        source,
        field,
        value
    from statements

),

final as (

    select
        seen_values.source,
        seen_values.field,
        seen_values.value,
        coalesce(
            named_needs.need, replace(other_needs.need, '*', seen_values.value)
        ) as need,
        coalesce(named_needs.need_type, other_needs.need_type) as need_type,
        named_needs.need is not null as is_named
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

)

select * from final
