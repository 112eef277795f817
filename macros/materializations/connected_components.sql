{% materialization connected_components, default, supported_languages=['sql'] %}

    {%- set existing = load_cached_relation(this) -%}
    {%- set target = this.incorporate(type='table') -%}
    {%- set intermediate = make_intermediate_relation(target) -%}
    {%- set backup_type = 'table' if existing is none else existing.type -%}
    {%- set backup = make_backup_relation(target, backup_type) -%}
    {%- set grant_config = config.get('grants') -%}
    {%- set max_rounds = config.get('max_rounds', 64) | int -%}
    {%- set marks = config.get('marks') -%}

    {{ drop_relation_if_exists(load_cached_relation(intermediate)) }}
    {{ drop_relation_if_exists(load_cached_relation(backup)) }}
    {% do drop_component_tables(target) %}

    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}

    {% set query = component_query(
        target, sql, config.get('output', 'components'),
        ref(marks) if marks else none,
        ref(config.require('limits')) if marks else none,
        max_rounds,
    ) %}
    {% call statement('main') -%}
        {{ get_create_table_as_sql(False, intermediate, query) }}
    {%- endcall %}

    {% do swap_component_table(existing, intermediate, target, backup) %}
    {% do create_indexes(target) %}

    {{ run_hooks(post_hooks, inside_transaction=True) }}

    {% set revoke = should_revoke(existing, full_refresh_mode=True) %}
    {% do apply_grants(target, grant_config, should_revoke=revoke) %}
    {% do persist_docs(target, model) %}

    {{ adapter.commit() }}

    {{ drop_relation_if_exists(backup) }}
    {% do drop_component_tables(target) %}

    {{ run_hooks(post_hooks, inside_transaction=False) }}

    {{ return({'relations': [target]}) }}

{% endmaterialization %}
