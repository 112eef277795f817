-- Of each part that an account's buying committee should have: who plays it today?
{% set most_roles = 8 %}
{% set conditions = {'present': 'is_played', 'missing': 'not is_played'} %}
with

sightings as (

    select * from {{ ref('int_account_sightings') }}

),

account_contacts as (

    select * from {{ ref('bridge_account_contacts') }}

),

buying_committee as (

    select * from {{ ref('buying_committee') }}

),

committee_roles as (

    select distinct committee_role
    from buying_committee

),

played as (

    select distinct
        account_contacts.account_id,
        buying_committee.committee_role
    from account_contacts
    inner join buying_committee
        on account_contacts.role = buying_committee.role
    where account_contacts.is_current

),

judged as (

    select
        sightings.account_id,
        committee_roles.committee_role,
        played.account_id is not null as is_played
    from sightings
    cross join committee_roles
    left join played
        on sightings.account_id = played.account_id
        and committee_roles.committee_role = played.committee_role

),

numbered as (

    select
        *,
        row_number() over (
            partition by account_id, is_played
            order by committee_role asc
        ) as role_number
    from judged

),

final as (

    select
        account_id,
        {% for name, condition in conditions.items() %}
        nullif(
            concat_ws(
                ', ',
                {% for number in range(1, most_roles + 1) %}
                max(
                    case
                        when {{ condition }} and role_number = {{ number }}
                            then committee_role
                    end
                )
                {%- if not loop.last %},{% endif %}

                {% endfor %}
            ), ''
        ) as {{ name }}_roles,
        {% endfor %}
        cast(sum(case when is_played then 0 else 1 end) as bigint) as missing_role_count
    from numbered
    group by account_id

)

select * from final
