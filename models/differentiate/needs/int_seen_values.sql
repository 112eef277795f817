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

-- Unions without `all`: each value is looked up once.
act_values as (

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

),

stated_values as (

    select
        source,
        field,
        value,
        count(distinct customer_key) as customer_count
    from statements
    group by source, field, value

),

final as (

    select
        coalesce(act_values.source, stated_values.source) as source,
        coalesce(act_values.field, stated_values.field) as field,
        coalesce(act_values.value, stated_values.value) as value,
        coalesce(stated_values.customer_count, 0) as customer_count,
        act_values.value is not null as is_act
    from act_values
    full outer join stated_values
        on act_values.source = stated_values.source
        and act_values.field = stated_values.field
        and act_values.value = stated_values.value

)

select * from final
