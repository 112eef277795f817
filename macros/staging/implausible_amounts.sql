{% macro implausible_amounts(table_name) -%}
    {%- set conditions = [] -%}
    {%- if execute -%}
        {%- for name in contract_column_names(table_name)
            if name.endswith(('_amount', '_price', '_cost')) -%}
            {%- do conditions.append(
                name ~ ' not between lowest_amount and highest_amount'
            ) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(conditions | join(' or ') or 'false') }}
{%- endmacro %}
