{% macro parquet_files(table_name, paths) %}
    {% set files = [] %}
    {% for path in paths %}
        {% do files.append(raw_file(table_name, path, 'parquet')) %}
    {% endfor %}
    {% set signatures = parquet_signatures(files) %}
    {% set described = {} %}
    {% for file in files %}
        {% set signature = signatures[file.path] %}
        {% if signature in described %}
            {% do file.update({
                'columns': described[signature].columns,
                'types': described[signature].types,
                'texts': described[signature].texts,
                'problem': described[signature].problem
            }) %}
        {% else %}
            {% do describe_columns(file) %}
            {% do described.update({signature: file}) %}
        {% endif %}
    {% endfor %}
    {{ return(files) }}
{% endmacro %}
