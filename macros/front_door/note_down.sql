{% macro note_down(name, query) %}
    {{ adapter.dispatch('note_down', 'idic')(name, query) }}
{% endmacro %}

{% macro duckdb__note_down(name, query) %}
    {% do run_query('create or replace view raw.' ~ name ~ ' as ' ~ query) %}
{% endmacro %}

{% macro spark__note_down(name, query) %}
    {#- A metastore on Derby takes no view beyond 32,700 characters. -#}
    {% do run_query('drop table if exists raw.' ~ name) %}
    {% do run_query('create table raw.' ~ name ~ ' as ' ~ query) %}
{% endmacro %}
