with

profiles as (

    select * from {{ ref('int_comparable_profiles') }}

),

rarities as (

    select * from {{ ref('int_term_rarities') }}

),

match_weights as (

    select * from {{ ref('match_weights') }}

),

usual as (

    select
        max(
            case
                when comparison = 'given_name' and level = 'exact'
                    then log2(u_probability)
            end
        ) as given_name,
        max(
            case
                when comparison = 'family_name' and level = 'exact'
                    then log2(u_probability)
            end
        ) as family_name,
        max(
            case
                when comparison = 'birth_date' and level = 'exact'
                    then log2(u_probability)
            end
        ) as birth_date,
        max(
            case
                when comparison = 'email' and level = 'exact'
                    then log2(u_probability)
            end
        ) as email,
        max(
            case
                when comparison = 'phone' and level = 'exact'
                    then log2(u_probability)
            end
        ) as phone,
        max(
            case
                when comparison = 'address' and level = 'city'
                    then log2(u_probability)
            end
        ) as address
    from match_weights

),

uncommon as (

    select
        max(case when term_type = 'name' then rarity_weight end) as name,
        max(case when term_type = 'birth_date' then rarity_weight end) as birth_date,
        max(case when term_type = 'email' then rarity_weight end) as email,
        max(case when term_type = 'phone' then rarity_weight end) as phone,
        max(case when term_type = 'city' then rarity_weight end) as city
    from rarities
    where term = ''

),

rated as (

    select
        profiles.profile_number,
        coalesce(given_name_rarities.rarity_weight, uncommon.name)
        + usual.given_name as given_name_weight,
        coalesce(family_name_rarities.rarity_weight, uncommon.name)
        + usual.family_name as family_name_weight,
        coalesce(birth_date_rarities.rarity_weight, uncommon.birth_date)
        + usual.birth_date as birth_date_weight,
        coalesce(email_rarities.rarity_weight, uncommon.email)
        + usual.email as email_weight,
        coalesce(phone_rarities.rarity_weight, uncommon.phone)
        + usual.phone as phone_weight,
        coalesce(address_rarities.rarity_weight, uncommon.city)
        + usual.address as address_weight
    from profiles
    cross join usual
    cross join uncommon
    left join rarities as given_name_rarities
        on given_name_rarities.term_type = 'name'
        and profiles.given_key = given_name_rarities.term
    left join rarities as family_name_rarities
        on family_name_rarities.term_type = 'name'
        and profiles.family_key = family_name_rarities.term
    left join rarities as birth_date_rarities
        on birth_date_rarities.term_type = 'birth_date'
        and profiles.birth_key = birth_date_rarities.term
    left join rarities as email_rarities
        on email_rarities.term_type = 'email'
        and profiles.mailbox_key = email_rarities.term
    left join rarities as phone_rarities
        on phone_rarities.term_type = 'phone'
        and profiles.phone_key = phone_rarities.term
    left join rarities as address_rarities
        on address_rarities.term_type = 'city'
        and profiles.city_key = address_rarities.term

),

final as (

    select
        profile_number,
        coalesce(round(given_name_weight, 9), 0) as given_name_weight,
        coalesce(round(family_name_weight, 9), 0) as family_name_weight,
        coalesce(round(birth_date_weight, 9), 0) as birth_date_weight,
        coalesce(round(email_weight, 9), 0) as email_weight,
        coalesce(round(phone_weight, 9), 0) as phone_weight,
        coalesce(round(address_weight, 9), 0) as address_weight
    from rated

)

select * from final
