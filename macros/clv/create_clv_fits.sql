{% macro create_clv_fits() %}
    {% if execute and flags.WHICH in ['build', 'run', 'test', 'compile'] %}
        {{ adapter.dispatch('create_clv_fits', 'idic')() }}
    {% endif %}
{% endmacro %}

{% macro duckdb__create_clv_fits() %}{% endmacro %}

{% macro spark__create_clv_fits() %}
    {% do run_query('create schema if not exists ' ~ target.schema) %}
    {% do run_query(
        'create table if not exists ' ~ clv_fits() ~ ' ('
        ~ 'fit_purpose string, '
        ~ 'model string, '
        ~ 'r double, '
        ~ 'alpha_days double, '
        ~ 'a double, '
        ~ 'b double, '
        ~ 'p double, '
        ~ 'q double, '
        ~ 'v double, '
        ~ 'r_standard_error double, '
        ~ 'alpha_days_standard_error double, '
        ~ 'a_standard_error double, '
        ~ 'b_standard_error double, '
        ~ 'p_standard_error double, '
        ~ 'q_standard_error double, '
        ~ 'v_standard_error double, '
        ~ 'log_likelihood double, '
        ~ 'spend_log_likelihood double, '
        ~ 'gradient_norm double, '
        ~ 'spend_gradient_norm double, '
        ~ 'spend_correlation double, '
        ~ 'customer_count bigint, '
        ~ 'spender_count bigint, '
        ~ 'is_converged boolean, '
        ~ 'is_spend_converged boolean '
        ~ ') using parquet'
    ) %}
{% endmacro %}
