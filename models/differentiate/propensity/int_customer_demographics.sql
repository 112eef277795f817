with

customers as (

    select * from {{ ref('dim_customers') }}
    where customer_kind = 'person'

),

statements as (

    select * from {{ ref('int_demographic_statements') }}

),

attributes as (

    select * from {{ ref('demographic_attributes') }}

),

age_bands as (

    select * from {{ ref('age_bands') }}

),

rules as (

    select * from {{ ref('int_propensity_rules') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

aged as (

    select
        customers.customer_id,
        lower(customers.gender) as gender,
        customers.country_code as country,
        coalesce(customers.country_code, 'unknown') || ': '
        || coalesce(customers.region, 'unknown') as region,
        customers.language_code as language,
        extract(year from as_of.as_of_date) - extract(year from customers.birth_date)
        - case
            when extract(month from as_of.as_of_date) * 100
                + extract(day from as_of.as_of_date)
                < extract(month from customers.birth_date) * 100
                + extract(day from customers.birth_date)
                then 1
            else 0
        end as age_years
    from customers
    cross join as_of

),

banded as (

    select
        aged.customer_id,
        age_bands.age_band,
        aged.gender,
        aged.country,
        aged.region,
        aged.language
    from aged
    left join age_bands
        on aged.age_years >= age_bands.from_years
        and (
            age_bands.until_years is null or aged.age_years <= age_bands.until_years
        )

),

stated_cells as (

    select
        statements.attribute,
        statements.attribute_value
    from statements
    inner join customers
        on statements.customer_id = customers.customer_id
    cross join rules
    group by statements.attribute, statements.attribute_value, rules.fewest_customers
    having count(*) >= rules.fewest_customers

),

-- Free text of few persons could tell who they are.
stated as (

    select
        statements.customer_id,
        statements.attribute,
        coalesce(stated_cells.attribute_value, 'other') as attribute_value
    from statements
    left join stated_cells
        on statements.attribute = stated_cells.attribute
        and statements.attribute_value = stated_cells.attribute_value

),

-- Every customer is in one cell of each attribute.
final as (

    select
        banded.customer_id,
        attributes.attribute,
        case
            when attributes.attribute = 'region'
                then coalesce(banded.country, 'unknown')
            else 'all'
        end as parent_value,
        coalesce(
            case
                when attributes.source = 'attribute' then stated.attribute_value
                when attributes.name = 'age_band' then banded.age_band
                when attributes.name = 'gender' then banded.gender
                when attributes.name = 'country' then banded.country
                when attributes.name = 'region' then banded.region
                when attributes.name = 'language' then banded.language
            end,
            'unknown'
        ) as attribute_value
    from banded
    cross join attributes
    left join stated
        on banded.customer_id = stated.customer_id
        and attributes.attribute = stated.attribute

)

select * from final
