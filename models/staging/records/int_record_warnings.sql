with

contacts as (

    select * from {{ ref('stg_contacts') }}

),

orders as (

    select * from {{ ref('stg_orders') }}

),

order_lines as (

    select * from {{ ref('stg_order_lines') }}

),

account_roles as (

    select * from {{ ref('stg_account_roles') }}

),

{% for table_name in var('listed_columns') %}
{{ table_name }} as (

    select * from {{ ref('stg_' ~ table_name) }}

),

{% endfor %}
warnings as (

    select
        'unknown_customer_type' as rule_code,
        'contacts' as table_name,
        'customer_type' as column_name
    from contacts
    where customer_type = 'other'

    union all

    select
        'unknown_order_status' as rule_code,
        'orders' as table_name,
        'status' as column_name
    from orders
    where order_status = 'other'

    union all

    select
        'unknown_line_type' as rule_code,
        'order_lines' as table_name,
        'line_type' as column_name
    from order_lines
    where line_type = 'other'

    union all

    select
        'quantity_not_positive' as rule_code,
        'order_lines' as table_name,
        'quantity' as column_name
    from order_lines
    where quantity <= 0

    {% for table_name, columns in var('listed_columns').items() %}
    {% for column_name in columns %}
    union all

    select
        'unlisted_value' as rule_code,
        '{{ table_name }}' as table_name,
        '{{ column_name }}' as column_name
    from {{ table_name }}
    where {{ column_name }} = 'other'

    {% endfor %}
    {% endfor %}
    union all

    -- The list of roles has an `other` of its own.
    select
        'unlisted_value' as rule_code,
        'account_roles' as table_name,
        'role' as column_name
    from account_roles
    where role = 'other' and stated_role != 'other'

),

final as (

    select
        rule_code,
        table_name,
        column_name,
        count(*) as record_count
    from warnings
    group by rule_code, table_name, column_name

)

select * from final
