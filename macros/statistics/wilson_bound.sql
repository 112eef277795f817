{% macro wilson_bound(hits, total, z) -%}
    {#- Both roots of the score equation in one form: z < 0 gives the lower. -#}
    (
        2 * cast({{ hits }} as double) + {{ z }} * {{ z }}
        + {{ z }} * sqrt(
            {{ z }} * {{ z }}
            + 4 * cast({{ hits }} as double)
            * (1 - cast({{ hits }} as double) / nullif({{ total }}, 0))
        )
    ) / (2 * ({{ total }} + {{ z }} * {{ z }}))
{%- endmacro %}
