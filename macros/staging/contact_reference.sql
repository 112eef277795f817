{% macro contact_reference(table_name, raw_id) -%}
    case
        when contact_id is not null then {{ public_id('contact_id') }}
        when {{ email_key('email') }} is not null
            or {{ phone_digits('phone') }} is not null
            or (identifier_type is not null and identifier_value is not null)
            then {{ public_id("'guest:" ~ table_name ~ ":' || " ~ raw_id) }}
    end
{%- endmacro %}
