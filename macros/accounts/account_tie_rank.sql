{% macro account_tie_rank(role) -%}
    case {{ role }} when 'mailbox' then 2 when 'contact' then 1 else 0 end
{%- endmacro %}
