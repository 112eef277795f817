{% macro count_ended_heirs(ends) -%}
    {%- set ended_heirs -%}
        select count(*)
        from {{ ends }} as near
        inner join {{ ends }} as far
            on near.heir_node = far.node
            and near.ended_at >= far.ended_at
    {%- endset -%}
    {{ return(run_query(ended_heirs).rows[0][0]) }}
{%- endmacro %}
