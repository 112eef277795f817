with

products as (

    select * from {{ ref('dim_products') }}

),

need_values as (

    select * from {{ ref('int_need_values') }}
    where source = 'product'

),

product_values as (

    {% for field in ['subcategory', 'category', 'department'] %}
    select
        product_id,
        '{{ field }}' as field,
        lower({{ field }}) as value,
        {{ loop.index }} as field_position
    from products
    where {{ field }} is not null
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

-- One need for each product, so that no spend counts twice: a value that the seed names
-- before any other value, then the narrowest field.
numbered as (

    select
        product_values.product_id,
        need_values.need,
        row_number() over (
            partition by product_values.product_id
            order by
                case when need_values.is_named then 0 else 1 end asc,
                product_values.field_position asc,
                need_values.need asc
        ) as need_position
    from product_values
    inner join need_values
        on product_values.field = need_values.field
        and product_values.value = need_values.value

),

final as (

    select
        product_id,
        need
    from numbered
    where need_position = 1

)

select * from final
