{% materialization table, adapter='duckdb', supported_languages=['sql', 'python'] %}

    {%- set language = model['language'] -%}
    {%- set existing = load_cached_relation(this) -%}
    {%- set target = this.incorporate(type='table') -%}
    {%- set intermediate = make_intermediate_relation(target) -%}
    {%- set made = target if existing is none and language == 'sql' else intermediate -%}

    {# What a run left behind that was killed: of a model in Python, or of dbt-duckdb. #}
    {% for left in [intermediate, make_backup_relation(target, 'table')] %}
        {{ drop_relation_if_exists(load_cached_relation(left)) }}
    {% endfor %}

    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}

    {% call statement('main', language=language) -%}
        {{ create_table_as(False, made, compiled_code, language) }}
    {%- endcall %}
    {% if made != target %}
        {% do adapter.ensure_transaction() %}
        {{ drop_relation_if_exists(existing) }}
        {% do adapter.rename_relation(made, target) %}
    {% endif %}
    {% do create_indexes(target) %}

    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {% do persist_docs(target, model) %}
    {{ adapter.commit() }}
    {{ run_hooks(post_hooks, inside_transaction=False) }}

    {{ return({'relations': [target]}) }}

{% endmaterialization %}
