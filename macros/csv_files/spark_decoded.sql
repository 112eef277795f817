{% macro spark_decoded(file) %}
    {% if file.encoding == 'utf-8' %}{{ return('make_valid_utf8(value)') }}{% endif %}
    {{ return("decode(cast(value as binary), '" ~ spark_encoding(file) ~ "')") }}
{% endmacro %}
