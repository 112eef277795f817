{% macro canonical_email(address, canonical_domain, drops_dots, drops_tag) -%}
    {%- set mailbox = "split_part(" ~ address ~ ", '@', 1)" -%}
    {%- set untagged -%}
        case when {{ drops_tag }} then split_part({{ mailbox }}, '+', 1) else {{ mailbox }} end
    {%- endset -%}
    {%- set undotted -%}
        case when {{ drops_dots }} then replace({{ untagged }}, '.', '') else {{ untagged }} end
    {%- endset -%}
    case
        when {{ canonical_domain }} is null then {{ address }}
        else nullif({{ undotted }}, '') || '@' || {{ canonical_domain }}
    end
{%- endmacro %}
