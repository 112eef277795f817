{% materialization table, adapter='duckdb', supported_languages=['sql', 'python'] %}

    {%- set language = model['language'] -%}
    {%- set existing = load_cached_relation(this) -%}
    {%- set target = this.incorporate(type='table') -%}
    {%- set needs_old_table = language == 'python' or target | string in compiled_code -%}
    {%- set made = make_intermediate_relation(target) if needs_old_table else target -%}

    {# What a run left behind that was killed; the table of a query is not there until committed. #}
    {% if needs_old_table %}
        {{ drop_relation_if_exists(load_cached_relation(made)) }}
    {% endif %}

    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}

    {% if existing is not none and not needs_old_table %}
        {% do adapter.ensure_transaction() %}
        {% do drop_relation(existing) %}
    {% endif %}
    {% call statement('main', language=language) -%}
        {{ create_table_as(False, made, compiled_code, language) }}
    {%- endcall %}
    {% if needs_old_table %}
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
