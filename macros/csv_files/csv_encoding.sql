{% macro csv_encoding(lines) %}
    {#- Read as UTF-8, every second character of UTF-16 is a NUL; what is not UTF-8 reads ?. -#}
    {% set start = ((lines | select | first) or '') | replace('?', '') %}
    {% if start[:1] == '\0' %}{{ return('utf-16-be') }}{% endif %}
    {% if start[1:2] == '\0' %}{{ return('utf-16') }}{% endif %}
    {{ return('utf-8') }}
{% endmacro %}
