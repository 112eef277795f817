"""A small company without a fault, as texts: what damages are thrown at."""

from datetime import datetime, timedelta
from random import Random

Row = dict[str, str]
Company = dict[str, list[Row]]

_START = datetime(2024, 1, 1, 9)  # noqa: DTZ001
_NAMES = ("Anna Berg", "José Núñez", "Zoë Ångström", "Liam O'Neil", "Ebru Öz")
_CURRENCIES = ("EUR", "EUR", "EUR", "", "USD", "CZK")
_RATES = {"USD": 0.91234, "CZK": 0.04012}
_STATUSES = ("completed", "", "paid", "Cancelled", "parked")
# Who buys: a contact, a guest known by something, or a word that names nobody.
_WHO: tuple[Row, ...] = (
    {"contact_id": "{contact:04}"},
    {"contact_id": "{contact:04}", "email": "person{contact}@example.com"},
    {"email": "Guest{number} @example.com"},
    {"email": "none", "phone": "030 / 555{number:04}"},
    {"identifier_type": "Loyalty_Card", "identifier_value": "{number:08}"},
    {"email": "-", "phone": "12-34", "identifier_type": "loyalty_card"},
    {"email": "a@b@c.de"},
    {},
)
_NOBODY = dict.fromkeys(
    ("contact_id", "email", "phone", "identifier_type", "identifier_value"), ""
)
_CONTACTS = 100
_ORDERS = 150


def clean_company(random: Random) -> Company:
    """Return the tables of the company; some orders lie in two systems."""
    orders = [_order(random, number) for number in range(_ORDERS)]
    for order in random.sample(orders, 20):
        orders.append({**order, "source_system": "till", "order_id": f"T{len(orders)}"})
    return {
        "contacts": [_contact(random, number) for number in range(_CONTACTS)],
        "contact_identifiers": [
            {
                "source_system": "shop",
                "contact_id": f"{number:04}",
                "identifier_type": random.choice(("loyalty_card", "Cookie_Id")),
                "identifier_value": f"{random.randrange(10**8):08}",
                "seen_at": _time(random),
            }
            for number in range(40)
        ],
        "orders": orders,
        "order_lines": [
            _line(random, order, number)
            for order in orders
            for number in range(1, random.choice((2, 3, 4)))
        ],
        "returns": [_return(random, order) for order in random.sample(orders, 25)],
        "products": [_product(random, number) for number in range(20)],
        "exchange_rates": [
            {
                "source_system": "bank",
                "currency_code": currency,
                "rate_date": f"2024-{month:02}-01",
                "rate_to_base": f"{rate * random.uniform(0.95, 1.05):.5f}",
            }
            for currency, rate in _RATES.items()
            for month in range(1, 10)
        ],
    }


def _time(random: Random, earliest: str = "") -> str:
    start = datetime.fromisoformat(earliest) if earliest else _START
    moment = start + timedelta(minutes=random.randrange(60 * 24 * 240))
    return moment.isoformat(sep=" ")


def _amount(random: Random, most: int = 500) -> str:
    return f"{random.randrange(1, most * 100) / 100:.2f}"


def _contact(random: Random, number: int) -> Row:
    created_at = _time(random)
    updated_at = random.choice(("", _time(random, created_at)))
    return {
        "source_system": "shop",
        "contact_id": f"{number:04}",
        "full_name": random.choice(_NAMES),
        "email": f"person{number}@example.com",
        "phone": f"+49 30 {number:07}",
        "birth_date": f"{random.randrange(1940, 2005)}-05-{random.randrange(1, 29):02}",
        "country_code": random.choice(("de", "FR", "")),
        "language_code": random.choice(("DE", "fr", "")),
        "customer_type": random.choice(("consumer", "B2B", "alien", "")),
        "created_at": created_at,
        "updated_at": updated_at,
        "recorded_at": random.choice(("", _time(random, updated_at or created_at))),
    }


def _who(random: Random, number: int) -> Row:
    contact = random.randrange(_CONTACTS)
    named = random.choice(_WHO)
    filled = {
        name: text.format(contact=contact, number=number)
        for name, text in named.items()
    }
    return {**_NOBODY, **filled}


def _order(random: Random, number: int) -> Row:
    ordered_at = _time(random)
    net_amount = _amount(random)
    return {
        "source_system": "shop",
        "order_id": f"{number:05}",
        **_who(random, number),
        "origin_order_id": f"W{number}" if number % 3 == 0 else "",
        "ordered_at": ordered_at,
        "status": random.choice(_STATUSES),
        "currency_code": random.choice(_CURRENCIES),
        "net_amount": net_amount,
        "shipping_amount": random.choice(("4.90", "0", "")),
        "total_amount": net_amount,
        "delivered_at": random.choice(("", _time(random, ordered_at))),
        "recorded_at": random.choice(("", _time(random, ordered_at))),
    }


def _line(random: Random, order: Row, number: int) -> Row:
    is_priced = random.random() < 0.5
    return {
        "source_system": order["source_system"],
        "order_id": order["order_id"],
        "line_number": str(number),
        "line_type": random.choice(("goods", "", "Shipping", "gift card", "odd")),
        "product_id": f"P{random.randrange(20):02}",
        "description": random.choice(_NAMES),
        "quantity": random.choice(("1", "2", "3", "0.5", "0")),
        "unit_price": _amount(random) if is_priced else "",
        "net_amount": "" if is_priced else _amount(random),
        "list_price": _amount(random),
        "discount_amount": random.choice(("", "1.00")),
        "recorded_at": random.choice(("", "", _time(random))),
    }


def _return(random: Random, order: Row) -> Row:
    returned_at = _time(random, order["ordered_at"])
    return {
        "source_system": order["source_system"],
        "return_id": f"R{order['order_id']}",
        "order_id": order["order_id"],
        **_who(random, int(order["order_id"].lstrip("T"))),
        "line_number": "1",
        "quantity": "1",
        "refund_amount": _amount(random, 50),
        "returned_at": returned_at,
        "currency_code": order["currency_code"],
        "reason": random.choice(("", "too small")),
    }


def _product(random: Random, number: int) -> Row:
    return {
        "source_system": "shop",
        "product_id": f"P{number:02}",
        "sku": f"{number:06}",
        "product_name": random.choice(_NAMES),
        "list_price": _amount(random),
        "unit_cost": _amount(random, 100),
        "lead_time_days": str(random.randrange(30)),
        "launched_at": _time(random),
        "is_active": random.choice(("true", "no", "1", "")),
        "recorded_at": random.choice(("", _time(random))),
    }
