{% macro spark_endless_line(file) %}
    {#- The quote was opened on the line behind the last one that leaves none open. -#}
    {% set quotes = 'length(line) - length(replace(line, ' ~ quoted(file.quote) ~ ", ''))" %}
    {{ return(run_query(
        'select coalesce(max(case when quote_count % 2 = 0 then line_number end), 0) + 1'
        ~ ' from (select line_number, sum(' ~ quotes ~ ') over (order by line_number)'
        ~ ' as quote_count from (' ~ spark_csv_lines(file) ~ ') as numbered) as counted'
    ).columns[0].values()[0]) }}
{% endmacro %}
