{% materialization table, adapter='duckdb', supported_languages=['sql', 'python'] %}

    {%- set language = model['language'] -%}
    {%- set existing = load_cached_relation(this) -%}
    {%- set target = this.incorporate(type='table') -%}
    {%- set made = target if existing is none else make_intermediate_relation(target) -%}

    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}

    {# Only a model in Python, which commits by itself, can have left one behind. #}
    {{ drop_relation_if_exists(load_cached_relation(made)) }}
    {% call statement('main', language=language) -%}
        {{ create_table_as(False, made, compiled_code, language) }}
    {%- endcall %}
    {% if existing is not none %}
        {{ drop_relation_if_exists(existing) }}
        {% do adapter.rename_relation(made, target) %}
    {% endif %}
    {% do create_indexes(target) %}
    {% do persist_docs(target, model) %}

    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {{ adapter.commit() }}
    {{ run_hooks(post_hooks, inside_transaction=False) }}

    {{ return({'relations': [target]}) }}

{% endmaterialization %}
