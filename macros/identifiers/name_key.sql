{% macro name_key(name) -%}
    {%- set expanded -%}
        replace(replace(replace(replace(
            lower({{ name }}), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th')
    {%- endset -%}
    {%- set folded -%}
        translate(
            {{ expanded }},
            'àáâãäåāăąçćčďđðèéêëēėęěğģìíîïīįıķĺļľłñńņňòóôõöøōőŕřśşšșťţțùúûüūůűųýÿźżž',
            'aaaaaaaaacccdddeeeeeeeeggiiiiiiikllllnnnnoooooooorrsssstttuuuuuuuuyyzzz'
        )
    {%- endset -%}
    nullif({{ replace_pattern(folded, '[^\\p{L}]', '') }}, '')
{%- endmacro %}
