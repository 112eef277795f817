{# Each jump doubles how far an heir is followed, so their number is a logarithm. #}
{% macro follow_elder_heirs(target, name, sql) -%}
    {%- set state = namespace(
        jump=0, ends=create_component_table(component_table(target, name ~ '_0'), sql)
    ) -%}
    {%- set state.left = count_ended_heirs(state.ends) -%}
    {%- for jump in range(1, 64) -%}
        {%- if state.left > 0 -%}
            {%- set further = create_component_table(
                component_table(target, name ~ '_' ~ jump), elder_jump_sql(state.ends)
            ) -%}
            {%- do adapter.drop_relation(state.ends) -%}
            {%- set state.ends = further -%}
            {%- set state.left = count_ended_heirs(further) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(state.ends) }}
{%- endmacro %}
