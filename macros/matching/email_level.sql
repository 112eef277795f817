{% macro email_level(left_side, right_side) -%}
    {%- set is_near -%}
        {{ left_side }}.mailbox_digits = {{ right_side }}.mailbox_digits
        and {{ is_close(left_side ~ '.email_key', right_side ~ '.email_key', '0.15') }}
        and {{ is_close(left_side ~ '.mailbox_key', right_side ~ '.mailbox_key', '0.25') }}
    {%- endset -%}
    case
        when {{ left_side }}.email_key is null or {{ right_side }}.email_key is null
            then 'missing'
        when {{ left_side }}.email_key = {{ right_side }}.email_key then 'exact'
        when {{ left_side }}.mailbox_key = {{ right_side }}.mailbox_key
            and (
                length({{ left_side }}.mailbox_digits) >= 2
                or length({{ left_side }}.mailbox_key) >= 12
            )
            then 'mailbox'
        when {{ left_side }}.mailbox_key = {{ right_side }}.mailbox_key
            and length({{ left_side }}.mailbox_key) >= 5
            then 'plain_mailbox'
        when {{ is_close(left_side ~ '.email_key', right_side ~ '.email_key', '0.3') }}
            then case
                when not coalesce({{ is_near }}, false) then 'similar'
                when {{ left_side }}.mailbox_digits = '' then 'plain_close'
                else 'close'
            end
        else 'different'
    end
{%- endmacro %}
