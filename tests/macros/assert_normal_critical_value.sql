-- Against quantiles of the normal distribution; the approximation is off by < .00045.
with

cases (tail_probability, expected) as (

    values
    (0.5e0, 0e0),
    (0.025e0, 1.959963985e0),
    (0.0005e0, 3.290526731e0),
    (1e-6, 4.753424309e0),
    (1e-9, 5.997807015e0),
    (1e-12, 7.034483825e0)

),

read as (

    select
        *,
        {{ normal_critical_value('tail_probability') }} as found
    from cases

),

final as (

    select * from read
    where abs(found - expected) > 0.00045

)

select * from final
