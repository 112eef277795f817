"""Countries, their cities, and the cultures of the people who live there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Country:
    """A country the company sells to.

    Attributes:
        code: ISO 3166-1 alpha-2.
        weight: Share of the persons.
        currency: ISO 4217 code its orders are mostly placed in.
        language: ISO 639-1.
        time_zone: Name in the tz database.
        dial: International dialling code, without the plus.
        trunk: Prefix of a national number.
        mobile: First digits of a mobile number, after the trunk prefix.
        cultures: Locale of the name lists and its share.
        street: How a street is called; ``{name}`` is a family name.
        house_first: Whether the house number stands before the street.
        cities: Name, region and the first digits of the postal code.
        postal_digits: Digits of a postal code.
    """

    code: str
    weight: float
    currency: str
    language: str
    time_zone: str
    dial: str
    trunk: str
    mobile: str
    cultures: tuple[tuple[str, float], ...]
    street: str
    house_first: bool
    cities: tuple[tuple[str, str, str], ...]
    postal_digits: int = 5


COUNTRIES = (
    Country(
        "DE",
        0.36,
        "EUR",
        "de",
        "Europe/Berlin",
        "49",
        "0",
        "17",
        (("de_DE", 0.86), ("tr_TR", 0.14)),
        "{name}straße",
        False,
        (
            ("Berlin", "Berlin", "10"),
            ("Hamburg", "Hamburg", "20"),
            ("München", "Bayern", "80"),
            ("Nürnberg", "Bayern", "90"),
            ("Köln", "Nordrhein-Westfalen", "50"),
            ("Düsseldorf", "Nordrhein-Westfalen", "40"),
            ("Frankfurt am Main", "Hessen", "60"),
            ("Leipzig", "Sachsen", "04"),
            ("Stuttgart", "Baden-Württemberg", "70"),
        ),
    ),
    Country(
        "FR",
        0.16,
        "EUR",
        "fr",
        "Europe/Paris",
        "33",
        "0",
        "6",
        (("fr_FR", 1.0),),
        "rue {name}",
        True,
        (
            ("Paris", "Île-de-France", "75"),
            ("Nantes", "Pays de la Loire", "44"),
            ("Lyon", "Auvergne-Rhône-Alpes", "69"),
            ("Lille", "Hauts-de-France", "59"),
            ("Marseille", "Provence-Alpes-Côte d'Azur", "13"),
            ("Toulouse", "Occitanie", "31"),
            ("Bordeaux", "Nouvelle-Aquitaine", "33"),
        ),
    ),
    Country(
        "ES",
        0.1,
        "EUR",
        "es",
        "Europe/Madrid",
        "34",
        "",
        "6",
        (("es_ES", 1.0),),
        "Calle {name}",
        False,
        (
            ("Madrid", "Madrid", "28"),
            ("Barcelona", "Cataluña", "08"),
            ("Sevilla", "Andalucía", "41"),
            ("Málaga", "Andalucía", "29"),
            ("Valencia", "Comunidad Valenciana", "46"),
            ("Bilbao", "País Vasco", "48"),
        ),
    ),
    Country(
        "IT",
        0.1,
        "EUR",
        "it",
        "Europe/Rome",
        "39",
        "",
        "34",
        (("it_IT", 1.0),),
        "Via {name}",
        False,
        (
            ("Roma", "Lazio", "00"),
            ("Milano", "Lombardia", "20"),
            ("Torino", "Piemonte", "10"),
            ("Napoli", "Campania", "80"),
            ("Bologna", "Emilia-Romagna", "40"),
            ("Firenze", "Toscana", "50"),
        ),
    ),
    Country(
        "NL",
        0.09,
        "EUR",
        "nl",
        "Europe/Amsterdam",
        "31",
        "0",
        "6",
        (("nl_NL", 0.88), ("tr_TR", 0.12)),
        "{name}straat",
        False,
        (
            ("Amsterdam", "Noord-Holland", "10"),
            ("Rotterdam", "Zuid-Holland", "30"),
            ("Utrecht", "Utrecht", "35"),
            ("Eindhoven", "Noord-Brabant", "56"),
        ),
        4,
    ),
    Country(
        "GB",
        0.11,
        "GBP",
        "en",
        "Europe/London",
        "44",
        "0",
        "74",
        (("en_GB", 0.87), ("en_IN", 0.13)),
        "{name} Street",
        True,
        (
            ("London", "England", "E1"),
            ("Manchester", "England", "M1"),
            ("Leeds", "England", "LS"),
            ("Bristol", "England", "BS"),
            ("Glasgow", "Scotland", "G1"),
            ("Cardiff", "Wales", "CF"),
        ),
    ),
    Country(
        "US",
        0.08,
        "USD",
        "en",
        "America/New_York",
        "1",
        "",
        "62",
        (("en_US", 0.85), ("es_ES", 0.15)),
        "{name} Avenue",
        True,
        (
            ("New York", "NY", "10"),
            ("Boston", "MA", "02"),
            ("Philadelphia", "PA", "19"),
            ("Atlanta", "GA", "30"),
            ("Chicago", "IL", "60"),
            ("Miami", "FL", "33"),
        ),
    ),
)
