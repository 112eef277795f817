{% materialization elder_rule, default, supported_languages=['sql'] %}

    {%- set existing = load_cached_relation(this) -%}
    {%- set target = this.incorporate(type='table') -%}
    {%- set intermediate = make_intermediate_relation(target) -%}
    {%- set backup_type = 'table' if existing is none else existing.type -%}
    {%- set backup = make_backup_relation(target, backup_type) -%}
    {%- set grant_config = config.get('grants') -%}
    {%- set max_rounds = config.get('max_rounds', 1000) | int -%}

    {{ drop_relation_if_exists(load_cached_relation(intermediate)) }}
    {{ drop_relation_if_exists(load_cached_relation(backup)) }}
    {% do drop_elder_tables(target) %}

    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}

    {% do read_elder_links(target, sql) %}
    {% set rounds = contract_elder_links(target, max_rounds) %}
    {% set heirs = follow_elder_heirs(
        target, 'heirs', elder_all_ends_sql(target, rounds)
    ) %}
    {% set roots = follow_elder_heirs(
        target, 'roots', elder_all_ends_sql(target, rounds, as_one_moment=true)
    ) %}

    {% call statement('main') -%}
        {{ get_create_table_as_sql(False, intermediate, elder_rule_sql(heirs, roots)) }}
    {%- endcall %}

    {% do swap_component_table(existing, intermediate, target, backup) %}
    {% do create_indexes(target) %}

    {{ run_hooks(post_hooks, inside_transaction=True) }}

    {% set revoke = should_revoke(existing, full_refresh_mode=True) %}
    {% do apply_grants(target, grant_config, should_revoke=revoke) %}
    {% do persist_docs(target, model) %}

    {{ adapter.commit() }}

    {{ drop_relation_if_exists(backup) }}
    {% do drop_elder_tables(target) %}

    {{ run_hooks(post_hooks, inside_transaction=False) }}

    {{ return({'relations': [target]}) }}

{% endmaterialization %}
