{% materialization table, adapter='duckdb', supported_languages=['sql', 'python'] %}

    {%- set language = model['language'] -%}
    {%- set existing = load_cached_relation(this) -%}
    {%- set target = this.incorporate(type='table') -%}
    {%- set is_made_beside = language == 'python' or this.name in compiled_code -%}
    {%- set made = make_intermediate_relation(target) if is_made_beside else target -%}

    {# Of a killed model in Python; what a query made ends with its transaction. #}
    {% if is_made_beside %}
        {{ drop_relation_if_exists(load_cached_relation(made)) }}
    {% endif %}

    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}

    {% if not is_made_beside %}
        {% do adapter.ensure_transaction() %}
        {{ drop_relation_if_exists(existing) }}
    {% endif %}
    {% call statement('main', language=language) -%}
        {{ create_table_as(False, made, compiled_code, language) }}
    {%- endcall %}
    {% if is_made_beside %}
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
