{% macro compared_columns(contacts, name_groups) -%}
    {{ contacts }}.given_key,
    {{ contacts }}.given_first_key,
    coalesce({{ name_groups }}.name_group, {{ contacts }}.given_first_key)
        as given_group,
    {{ sorted_letters(contacts ~ '.given_key') }} as given_letters,
    {{ contacts }}.family_key,
    {{ contacts }}.family_first_key,
    {{ sorted_letters(contacts ~ '.family_key') }} as family_letters,
    {{ contacts }}.birth_key,
    {{ contacts }}.gender_key,
    {{ contacts }}.email_key,
    {{ contacts }}.mailbox_key,
    {{ contacts }}.mailbox_digits,
    {{ contacts }}.phone_key,
    {%- for part in ['street', 'house', 'city', 'postal'] %}
    nullif(split_part({{ contacts }}.address_key, '|', {{ loop.index }}), '')
        as {{ part }}_key,
    {%- endfor %}
    {{ contacts }}.has_given_name,
    {{ contacts }}.has_family_name
{%- endmacro %}
