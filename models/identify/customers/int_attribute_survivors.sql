-- Only where a customer's contacts disagree on who states a group are they ranked.
with

statements as (

    select * from {{ ref('int_attribute_statements') }}

),

doubtful_values as (

    select * from {{ ref('int_doubtful_values') }}

),

attribute_priorities as (

    select * from {{ ref('attribute_priorities') }}

),

believed as (

    select
        statements.customer_id,
        statements.contact_id,
        statements.attribute_group,
        statements.value_key,
        statements.standing,
        statements.filled_count,
        statements.stated_at,
        attribute_priorities.priority,
        doubtful_values.verdict is not null as is_doubtful
    from statements
    left join doubtful_values
        on statements.attribute_group = doubtful_values.attribute_group
        and statements.judged_key = doubtful_values.value_key
    left join attribute_priorities
        on statements.attribute_group = attribute_priorities.attribute_group
        and statements.source_system = attribute_priorities.source_system
    where coalesce(doubtful_values.verdict, '') != 'blocked'

),

counted as (

    select
        customer_id,
        attribute_group,
        count(*) as statement_count,
        min(contact_id) as only_contact_id
    from believed
    group by customer_id, attribute_group

),

contested as (

    select believed.*
    from believed
    inner join counted
        on believed.customer_id = counted.customer_id
        and believed.attribute_group = counted.attribute_group
    where counted.statement_count > 1

),

weighed as (

    select
        *,
        count(value_key) over (partition by customer_id, attribute_group, value_key)
            as value_count
    from contested

),

ranked as (

    select
        customer_id,
        attribute_group,
        contact_id,
        row_number() over (
            partition by customer_id, attribute_group
            order by
                standing asc,
                priority asc nulls last,
                is_doubtful asc,
                stated_at desc nulls last,
                value_count desc,
                filled_count desc,
                contact_id asc
        ) as statement_rank
    from weighed

),

final as (

    select
        customer_id,
        attribute_group,
        only_contact_id as contact_id
    from counted
    where statement_count = 1

    union all

    select
        customer_id,
        attribute_group,
        contact_id
    from ranked
    where statement_rank = 1

)

select * from final
