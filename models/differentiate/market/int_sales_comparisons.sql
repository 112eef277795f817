-- What was sold in a month, or in the same month of last year, has a row. A month that
-- the records begin in is no whole one, so nothing compares with it. A postal area that
-- is kept back in either does not compare, nor does `other`, of which it is part.
{%- set counts = ['customer', 'order', 'purchase'] %}
{%- set amounts = [
    'list', 'net', 'refund', 'costed_revenue', 'cost', 'average_price',
    'constant_price', 'purchase_net',
] %}
with

cells as (

    select * from {{ ref('int_sales_cells') }}

),

sale_orders as (

    select * from {{ ref('int_sale_orders') }}

),

kept_back as (

    select * from {{ ref('int_areas_kept_back') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

first_sale as (

    select min(order_date) as first_sale_date
    from sale_orders

),

cell_months as (

    select
        dimension,
        member,
        month_start_date
    from cells

    union distinct

    select
        cells.dimension,
        cells.member,
        {{ add_months('cells.month_start_date', 12) }} as month_start_date
    from cells
    cross join as_of
    where {{ add_months('cells.month_start_date', 12) }} <= as_of.as_of_date

),

final as (

    select
        cell_months.dimension,
        cell_months.member,
        cell_months.month_start_date,
        {% for count in counts %}
        coalesce(cells.{{ count }}_count, 0) as {{ count }}_count,
        coalesce(last_year.{{ count }}_count, 0) as last_year_{{ count }}_count,
        {% endfor %}
        coalesce(cells.quantity, 0) as quantity,
        {% for amount in amounts %}
        coalesce(cells.{{ amount }}_amount, 0) as {{ amount }}_amount,
        coalesce(last_year.{{ amount }}_amount, 0) as last_year_{{ amount }}_amount,
        {% endfor %}
        coalesce(
            {{ add_months('cell_months.month_start_date', -12) }}
            >= first_sale.first_sale_date, false
        ) as has_last_year,
        last_day(cell_months.month_start_date) <= as_of.as_of_date as is_month_over,
        cell_months.dimension = 'postcode'
        and (
            cell_months.member = 'other'
            or kept_back.postcode_area is not null
            or last_kept_back.postcode_area is not null
        ) as is_kept_back
    from cell_months
    left join cells
        on cell_months.dimension = cells.dimension
        and cell_months.member = cells.member
        and cell_months.month_start_date = cells.month_start_date
    left join cells as last_year
        on cell_months.dimension = last_year.dimension
        and cell_months.member = last_year.member
        and {{ add_months('cell_months.month_start_date', -12) }}
        = last_year.month_start_date
    left join kept_back
        on cell_months.member = kept_back.postcode_area
        and cell_months.month_start_date = kept_back.month_start_date
    left join kept_back as last_kept_back
        on cell_months.member = last_kept_back.postcode_area
        and {{ add_months('cell_months.month_start_date', -12) }}
        = last_kept_back.month_start_date
    cross join first_sale
    cross join as_of

)

select * from final
