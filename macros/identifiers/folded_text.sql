{% macro folded_text(value) -%}
    {%- set lowered = 'lower(' ~ value ~ ')' -%}
    {#- Folding costs twenty times as much as finding that there is nothing to fold. -#}
    case
        when {{ is_ascii(value) }} then {{ lowered }}
        else translate(
            replace(replace(replace(replace(
                {{ lowered }}, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
            'àáâãäåāăąçćčďđðèéêëēėęěğģìíîïīįıķĺļľłñńņňòóôõöøōőŕřśşšșťţțùúûüūůűųýÿźżž',
            'aaaaaaaaacccdddeeeeeeeeggiiiiiiikllllnnnnoooooooorrsssstttuuuuuuuuyyzzz'
        )
    end
{%- endmacro %}
