{% macro name_key(name) -%}
    {%- set lowered = 'lower(' ~ name ~ ')' -%}
    {%- set expanded -%}
        replace(replace(replace(replace(
            {{ lowered }}, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th')
    {%- endset -%}
    {#- Folding costs twenty times as much as finding that there is nothing to fold. -#}
    {%- set folded -%}
        case
            when {{ is_ascii(name) }} then {{ lowered }}
            else translate(
                {{ expanded }},
                'àáâãäåāăąçćčďđðèéêëēėęěğģìíîïīįıķĺļľłñńņňòóôõöøōőŕřśşšșťţțùúûüūůűųýÿźżž',
                'aaaaaaaaacccdddeeeeeeeeggiiiiiiikllllnnnnoooooooorrsssstttuuuuuuuuyyzzz'
            )
        end
    {%- endset -%}
    nullif({{ replace_pattern(folded, '[^\\p{L}]', '') }}, '')
{%- endmacro %}
