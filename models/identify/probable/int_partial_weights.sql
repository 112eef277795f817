{{ config(materialized='view') }}

-- What a level says by Fellegi and Sunter (1969), log2(m / u), against each of two
-- explanations: that the two are strangers, and that they share a household.
with

match_rates as (

    select * from {{ ref('int_match_rates') }}

),

final as (

    select
        comparison,
        level,
        log2(m_probability / u_probability) as stranger_weight,
        log2(m_probability / household_probability) as household_weight,
        is_frequency_adjusted
    from match_rates

)

select * from final
