{% macro folded_text(value) -%}
    {%- set lowered = 'lower(' ~ value ~ ')' -%}
    {%- set letters = {
        'a': 'àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ',
        'b': 'ḃḅḇ',
        'c': 'çćčĉċḉ',
        'd': 'ďđðḋḍḏḑḓ',
        'e': 'èéêëēėęěĕȅȇȩḕḗḙḛḝẹẻẽếềểễệ',
        'f': 'ḟ',
        'g': 'ğģĝġǧǵḡ',
        'h': 'ĥȟḣḥḧḩḫẖħ',
        'i': 'ìíîïīįıĩĭǐȉȋḭḯỉị',
        'j': 'ĵǰ',
        'k': 'ķǩḱḳḵ',
        'l': 'ĺļľłḷḹḻḽ',
        'm': 'ḿṁṃ',
        'n': 'ñńņňǹṅṇṉṋ',
        'o': 'òóôõöøōőŏơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ',
        'p': 'ṕṗ',
        'r': 'ŕřŗȑȓṙṛṝṟ',
        's': 'śşšșŝṡṣṥṧṩ',
        't': 'ťţțṫṭṯṱẗŧ',
        'u': 'ùúûüūůűųũŭưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự',
        'v': 'ṽṿ',
        'w': 'ŵẁẃẅẇẉẘ',
        'x': 'ẋẍ',
        'y': 'ýÿŷȳẏẙỳỵỷỹ',
        'z': 'źżžẑẓẕ',
        'α': 'ά',
        'ε': 'έ',
        'η': 'ή',
        'ι': 'ΐίϊ',
        'ο': 'ό',
        'σ': 'ς',
        'υ': 'ΰϋύ',
        'ω': 'ώ',
        'г': 'ѓ',
        'е': 'ѐё',
        'и': 'йѝ',
        'і': 'ї',
        'к': 'ќ',
        'у': 'ў',
    } -%}
    {%- set plain = [] -%}
    {%- for letter, accented in letters.items() -%}
        {%- do plain.append(letter * (accented | length)) -%}
    {%- endfor -%}
    {#- Folding costs twenty times as much as finding that there is nothing to fold. -#}
    case
        when {{ is_ascii(value) }} then {{ lowered }}
        else translate(
            replace(replace(replace(replace(
                {{ replace_pattern(lowered, '[\\x{0300}-\\x{036f}]', '') }},
                'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
            '{{ letters.values() | join }}',
            '{{ plain | join }}'
        )
    end
{%- endmacro %}
