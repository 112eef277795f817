{% macro rounded_to_cents(number) -%}
    {#- Rounded to six places first, where the engines agree, then as a decimal to cents.
        Of more than 18 digits a decimal is no integer of the machine and rounds slowly. -#}
    {%- set rounded = 'round(' ~ number ~ ', 6)' -%}
    case
        when abs({{ rounded }}) < 1e11
            then cast(
                round(cast({{ rounded }} as decimal(18, 6)), 2) as decimal(18, 2)
            )
        else cast(
            round(cast({{ rounded }} as decimal(28, 6)), 2) as decimal(18, 2)
        )
    end
{%- endmacro %}
