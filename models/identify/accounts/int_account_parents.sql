-- A walk up the hierarchy that meets its start is a cycle. It is opened at the account
-- with the least id, which becomes the root; the walk sees cycles of up to
-- `account_levels` accounts, longer ones are opened as too deep.
{% set levels = var('account_levels') | int %}
with

accounts as (

    select
        account_id,
        parent_account_id
    from {{ ref('stg_accounts') }}
    where parent_account_id is not null

),

walks as (

    select
        parents_0.account_id,
        {% for level in range(1, levels) %}
        parents_{{ level }}.parent_account_id as ancestor_{{ level + 1 }},
        {% endfor %}
        parents_0.parent_account_id as ancestor_1
    from accounts as parents_0
    {% for level in range(1, levels) %}
    left join accounts as parents_{{ level }}
        on parents_{{ level - 1 }}.parent_account_id = parents_{{ level }}.account_id
    {% endfor %}
),

judged as (

    select
        account_id,
        ancestor_1 as stated_parent_account_id,
        (
            account_id = ancestor_1
            {% for level in range(2, levels + 1) %}
            or coalesce(account_id = ancestor_{{ level }}, false)
            {% endfor %}
        ) as is_in_cycle,
        least(
            {% for level in range(2, levels + 1) %}
            coalesce(ancestor_{{ level }}, ancestor_1),
            {% endfor %}
            ancestor_1
        ) as least_ancestor_id
    from walks

),

final as (

    select
        account_id,
        stated_parent_account_id,
        case
            when not is_in_cycle or account_id != least_ancestor_id
                then stated_parent_account_id
        end as parent_account_id,
        is_in_cycle
    from judged

)

select * from final
