{% macro money_share(amount, part, whole) -%}
    {#- In whole cents, as neither engine divides decimals exactly. What the division leaves
        over is shared apart, so that no product outgrows a bigint. -#}
    {%- set cents = 'cast(abs(' ~ amount ~ ') * 100 as bigint)' -%}
    {%- set part = 'cast(' ~ part ~ ' as bigint)' -%}
    {%- set whole = 'nullif(cast(' ~ whole ~ ' as bigint), 0)' -%}
    {%- set rest = cents ~ ' % ' ~ whole -%}
    cast(
        case when {{ amount }} < 0 then -0.01 else 0.01 end
        * cast(
            {{ whole_quotient(cents, whole) }} * {{ part }}
            + {{ whole_quotient(
                '2 * (' ~ rest ~ ') * ' ~ part ~ ' + ' ~ whole, '2 * ' ~ whole
            ) }}
            as decimal(18, 0)
        ) as decimal(18, 2)
    )
{%- endmacro %}
