-- Per table: what tells the touch point, and the time of the record.
{% set touch_points = {
    'orders': ('lower(sales_channel)', 'ordered_at', true),
    'returns': ('lower(sales_channel)', 'returned_at', true),
    'interactions': ('channel', 'started_at', true),
    'sessions': ('channel_group', 'started_at', false),
    'survey_responses': ('survey_type', 'responded_at', false),
} %}
with

{% for table_name in touch_points if table_name != 'returns' %}
{{ table_name }} as (

    select * from {{ ref('stg_' ~ table_name) }}

),

{% endfor %}
stated_returns as (

    select * from {{ ref('stg_returns') }}

),

-- Whoever ordered is known where the return says no more than its order.
returns as (

    select
        coalesce(orders.contact_id, stated_returns.contact_id) as contact_id,
        coalesce(orders.account_id, stated_returns.account_id) as account_id,
        orders.sales_channel,
        stated_returns.returned_at
    from stated_returns
    left join orders
        on stated_returns.order_id = orders.order_id

),

contacts as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

customers as (

    select * from {{ ref('dim_customers') }}
    where customer_kind != 'visitor'

),

accounts as (

    select * from {{ ref('dim_accounts') }}
    where customer_id is not null

),

known_contacts as (

    select contacts.contact_id
    from contacts
    inner join customers
        on contacts.customer_id = customers.customer_id

),

records as (

    {% for table_name, (touch_point, seen_at, has_account) in touch_points.items() %}
    select
        '{{ table_name }}' as record_type,
        coalesce({{ touch_point }}, 'unknown') as touch_point,
        cast(date_trunc('month', {{ business_date(seen_at) }}) as date)
            as month_start_date,
        contact_id,
        {{ 'account_id' if has_account else 'cast(null as string)' }} as account_id
    from {{ table_name }}
    {% if not loop.last %}

    union all

    {% endif %}
    {% endfor %}
),

final as (

    select
        records.month_start_date,
        records.record_type,
        records.touch_point,
        count(*) as record_count,
        count(coalesce(accounts.account_id, known_contacts.contact_id))
            as recognised_count,
        {{ share(
            'count(coalesce(accounts.account_id, known_contacts.contact_id))', 'count(*)'
        ) }} as recognised_share
    from records
    left join known_contacts
        on records.contact_id = known_contacts.contact_id
    left join accounts
        on records.account_id = accounts.account_id
    group by
        records.month_start_date,
        records.record_type,
        records.touch_point

)

select * from final
