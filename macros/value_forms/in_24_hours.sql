{% macro in_24_hours(text) %}
    {{ return(adapter.dispatch('in_24_hours', 'idic')(text)) }}
{% endmacro %}

{% macro duckdb__in_24_hours(text) %}
    {{ return(
        'case when ' ~ matches_pattern(text, '[0-9] *[aApP][mM] *$')
        ~ ' then coalesce(strftime(try_strptime(upper(trim(' ~ text ~ ')),'
        ~ " ['%Y-%m-%d %I:%M %p', '%Y-%m-%d %I:%M:%S %p', '%Y-%m-%d %I:%M%p']),"
        ~ " '%Y-%m-%d %H:%M:%S'), " ~ text ~ ') else ' ~ text ~ ' end'
    ) }}
{% endmacro %}

{% macro spark__in_24_hours(text) %}
    {{ return(
        'case when ' ~ matches_pattern(text, '[0-9] *[aApP][mM] *$')
        ~ ' then coalesce(date_format(try_to_timestamp(upper(trim(' ~ text ~ ')),'
        ~ " 'yyyy-M-d h:mm[:ss][ ]a'), 'yyyy-MM-dd HH:mm:ss'), " ~ text
        ~ ') else ' ~ text ~ ' end'
    ) }}
{% endmacro %}
