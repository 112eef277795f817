{% macro folded_text(value) -%}
    {%- set expanded -%}
        replace(replace(replace(replace(
            lower({{ value }}), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th')
    {%- endset -%}
    translate(
        {{ expanded }},
        'àáâãäåāăąçćčďđðèéêëēėęěğģìíîïīįıķĺļľłñńņňòóôõöøōőŕřśşšșťţțùúûüūůűųýÿźżž',
        'aaaaaaaaacccdddeeeeeeeeggiiiiiiikllllnnnnoooooooorrsssstttuuuuuuuuyyzzz'
    )
{%- endmacro %}
