"""The settings of the simulation: one frozen dataclass, every value documented."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace


class KnobError(ValueError):
    """A knob that does not exist, or a value that does not fit it."""


@dataclass(frozen=True)
class Knobs:
    """What the simulated company is like. Names ending in ``_share`` lie in 0–1.

    Attributes:
        rate_shape: Gamma shape r of the purchase rate λ (per day).
        rate_scale_days: Gamma rate α in days; the mean rate is r / α a day.
        dropout_a: Beta parameter a of the drop-out probability p.
        dropout_b: Beta parameter b of the drop-out probability p.
        dropout_at_zero: Drop-out possible after the first purchase too (MBG/NBD);
            false gives BG/NBD.
        spend_p: Gamma shape p of the value of one purchase.
        spend_q: Gamma shape q of the heterogeneity of spend; above 1.
        spend_scale: Gamma rate γ of that heterogeneity, in base currency; the mean
            purchase is pγ / (q − 1).
        seasonality: 0 for a flat year, 1 for the full seasonal swing.
        acquisition_skew: Second Beta parameter of the first purchase's place in the
            period; 1 is uniform, more is earlier.
        prospect_share: Persons who never buy.
        household_share: Persons who live with the person before them.
        second_email_share: Persons with a second address.
        gmail_share: Persons whose first address is at Gmail.
        move_share: Persons who change their postal address within the period.
        move_known_share: Moves that a source system comes to know.
        web_shop_member_share: Persons who register in the web shop.
        crm_member_share: Persons who are entered in the CRM.
        till_member_share: Persons who carry a loyalty card.
        marketplace_member_share: Persons with a marketplace account.
        call_centre_member_share: Persons known to the call centre.
        duplicate_share: Memberships with a second contact in the same system.
        nickname_share: Contact records with a nickname or an initial.
        swapped_name_share: Contact records with given and family name swapped.
        name_typo_share: Contact records with a typing error in the family name.
        folded_name_share: Contact records without accents or in capitals.
        full_name_share: Contact records of call centre and marketplace with one
            full_name in place of two names.
        email_missing_share: Contact records without an e-mail.
        email_variant_share: E-mails written in a variant (case, dots, tag).
        email_typo_share: E-mails with a typing error.
        email_dummy_share: E-mails that are a placeholder.
        email_role_share: E-mails that are a role mailbox.
        email_household_share: E-mails that are the household's mailbox.
        phone_missing_share: Contact records without a phone.
        phone_household_share: Phones that are the household's line.
        phone_dummy_share: Phones that are a placeholder.
        birth_missing_share: Contact records without a birth date.
        birth_error_share: Birth dates with day and month swapped or a placeholder.
        address_missing_share: Contact records without a postal address.
        loyalty_in_crm_share: Loyalty cards that the CRM knows too.
        product_count: Products in the catalogue.
        cost_known_share: Products with a known unit cost.
        line_cost_share: Order lines that carry their own unit cost.
        planted_pair_count: Pairs of products that are bought together on purpose.
        planted_pair_share: Baskets of several lines with the first product of a pair
            whose next line is the second.
        price_variation: Standard deviation of the list prices over time, on the log
            scale; a new price each half-year.
        price_elasticity: Mean elasticity of a line's units to the price that is paid,
            as a positive number.
        deal_share: Mean share of orders bought at a discount.
        coupon_share: Discounted orders that name a coupon.
        guest_share: Orders of members that name only an e-mail, phone or card.
        anonymous_share: Till orders of non-members that name nobody.
        two_system_share: Marketplace orders also delivered by the web shop.
        cancelled_share: Orders that end up cancelled.
        redelivered_share: Orders delivered first as pending, later with their
            final status.
        tracked_share: Orders delivered again when the goods have arrived.
        late_delivery_share: Shipped orders that arrive after the promised day.
        late_payment_share: Invoices paid after they were due.
        late_share: Orders and other events recorded days or weeks after they happened.
        no_lines_share: Orders delivered without lines.
        line_mismatch_share: Orders whose lines miss the net amount by a little.
        removed_line_share: Orders corrected by a second delivery in which a line is
            removed (quantity 0).
        gift_card_share: Orders with a gift card beside the goods.
        fee_share: Orders with a fee.
        free_shipping_amount: Net amount from which delivery is free, in base currency.
        return_share: Goods lines of completed orders that come back.
        credit_note_share: Returns that name only the customer, not the order.
        deleted_share: Registrations of those who never buy again that are deleted.
        account_share: Business accounts per person.
        subsidiary_share: Accounts that belong to another one.
        business_rate_factor: Purchase rate of accounts against that of persons.
        business_spend_factor: Value of a purchase of accounts against that of persons.
        attribute_share: Registrations with an attribute of each kind.
        interest_true_share: Stated interests that are the person's favourite category.
        service_share: Completed orders that lead to a conversation.
        answer_share: Interactions of a conversation that are followed by another.
        promise_share: Conversations in which something is promised.
        promise_kept_share: Promises that are kept in time.
        repeated_question_share: Conversations whose question is asked anew later.
        survey_share: Conversations and, at a fifth of it, orders that are surveyed.
        consent_granted_share: Registrations that allow marketing by e-mail.
        consent_withdrawn_share: Consents withdrawn later.
        campaign_count: Campaigns, spread evenly over the period.
        campaign_audience_share: Contacts that may be reached, drawn into a campaign.
        campaign_control_share: Audience that is held out.
        campaign_lift: Mean chance that a campaign that works brings a reached person
            who still buys to one more order.
        mail_only_share: E-mail events, consents and referrals that name an address
            alone.
        session_rate: Mean visits without an order per web-shop registration.
        visitor_session_share: Those visits known by a cookie alone.
        referral_share: Persons who were brought by an earlier customer.
        privacy_request_share: Registrations that ask under privacy law.
        override_share: Persons about whom somebody decided who is who.
        bad_order_share: Damaged order rows.
        bad_line_share: Damaged or orphan order lines.
        bad_return_share: Damaged returns.
        bad_contact_share: Contact records without their id, and identifiers
            without a value.
        bad_row_share: Damaged rows added to each other table, at least one of each
            kind of damage.
    """

    rate_shape: float = 0.9
    rate_scale_days: float = 62.0
    dropout_a: float = 0.75
    dropout_b: float = 3.4
    dropout_at_zero: bool = True
    spend_p: float = 6.0
    spend_q: float = 3.2
    spend_scale: float = 24.0
    seasonality: float = 0.7
    acquisition_skew: float = 1.2
    prospect_share: float = 0.12
    household_share: float = 0.22
    second_email_share: float = 0.25
    gmail_share: float = 0.4
    move_share: float = 0.12
    move_known_share: float = 0.6
    web_shop_member_share: float = 0.6
    crm_member_share: float = 0.5
    till_member_share: float = 0.35
    marketplace_member_share: float = 0.18
    call_centre_member_share: float = 0.12
    duplicate_share: float = 0.06
    nickname_share: float = 0.06
    swapped_name_share: float = 0.015
    name_typo_share: float = 0.02
    folded_name_share: float = 0.1
    full_name_share: float = 0.5
    email_missing_share: float = 0.12
    email_variant_share: float = 0.25
    email_typo_share: float = 0.01
    email_dummy_share: float = 0.008
    email_role_share: float = 0.008
    email_household_share: float = 0.02
    phone_missing_share: float = 0.3
    phone_household_share: float = 0.15
    phone_dummy_share: float = 0.01
    birth_missing_share: float = 0.45
    birth_error_share: float = 0.01
    address_missing_share: float = 0.15
    loyalty_in_crm_share: float = 0.4
    product_count: int = 480
    cost_known_share: float = 0.95
    line_cost_share: float = 0.7
    planted_pair_count: int = 12
    planted_pair_share: float = 0.35
    price_variation: float = 0.06
    price_elasticity: float = 1.4
    deal_share: float = 0.25
    coupon_share: float = 0.5
    guest_share: float = 0.08
    anonymous_share: float = 0.5
    two_system_share: float = 0.25
    cancelled_share: float = 0.04
    redelivered_share: float = 0.06
    tracked_share: float = 0.2
    late_delivery_share: float = 0.12
    late_payment_share: float = 0.15
    late_share: float = 0.02
    no_lines_share: float = 0.01
    line_mismatch_share: float = 0.01
    removed_line_share: float = 0.2
    gift_card_share: float = 0.02
    fee_share: float = 0.03
    free_shipping_amount: float = 60.0
    return_share: float = 0.06
    credit_note_share: float = 0.05
    deleted_share: float = 0.02
    account_share: float = 0.03
    subsidiary_share: float = 0.25
    business_rate_factor: float = 1.5
    business_spend_factor: float = 6.0
    attribute_share: float = 0.25
    interest_true_share: float = 0.85
    service_share: float = 0.06
    answer_share: float = 0.45
    promise_share: float = 0.35
    promise_kept_share: float = 0.75
    repeated_question_share: float = 0.1
    survey_share: float = 0.25
    consent_granted_share: float = 0.65
    consent_withdrawn_share: float = 0.1
    campaign_count: int = 8
    campaign_audience_share: float = 0.5
    campaign_control_share: float = 0.2
    campaign_lift: float = 0.06
    mail_only_share: float = 0.02
    session_rate: float = 1.0
    visitor_session_share: float = 0.3
    referral_share: float = 0.04
    privacy_request_share: float = 0.004
    override_share: float = 0.004
    bad_order_share: float = 0.002
    bad_line_share: float = 0.001
    bad_return_share: float = 0.004
    bad_contact_share: float = 0.001
    bad_row_share: float = 0.001

    def __post_init__(self) -> None:
        """Check each value.

        Raises:
            KnobError: A share outside 0–1, or a parameter outside its domain.
        """
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name.endswith("_share") and not 0 <= value <= 1:
                raise KnobError(f"knob {field.name}={value}: must lie in 0–1")
            if field.type == "float" and not 0 <= value < float("inf"):
                raise KnobError(f"knob {field.name}={value}: must be 0 or more")
        for name in POSITIVE:
            if not getattr(self, name) > 0:
                raise KnobError(f"knob {name}: must be above 0")
        if self.spend_q <= 1:
            raise KnobError("knob spend_q: must be above 1, or the mean is infinite")
        for name in COUNTS:
            if getattr(self, name) < 0:
                raise KnobError(f"knob {name}: must be 0 or more")
        if self.product_count < MINIMUM_PRODUCTS:
            raise KnobError(f"knob product_count: at least {MINIMUM_PRODUCTS}")


MINIMUM_PRODUCTS = 48
POSITIVE = (
    "rate_shape",
    "rate_scale_days",
    "dropout_a",
    "dropout_b",
    "spend_p",
    "spend_scale",
    "acquisition_skew",
)
COUNTS = ("planted_pair_count", "campaign_count")
BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


def parse_knobs(settings: Iterable[str]) -> Knobs:
    """Turn ``name=value`` settings into knobs.

    Args:
        settings: Texts of the form ``name=value``; a later one wins.

    Returns:
        The default knobs with these values replaced.

    Raises:
        KnobError: An unknown name, a missing ``=`` or a value of the wrong type.
    """
    types = {field.name: str(field.type) for field in fields(Knobs)}
    values: dict[str, float | int | bool] = {}
    for setting in settings:
        name, equals, text = setting.partition("=")
        name, text = name.strip(), text.strip()
        if not equals:
            raise KnobError(f"knob {setting!r}: write it as name=value")
        if name not in types:
            raise KnobError(f"unknown knob {name!r}; known: {', '.join(types)}")
        values[name] = _typed(name, types[name], text)
    return replace(Knobs(), **values)  # type: ignore[arg-type]


def _typed(name: str, kind: str, text: str) -> float | int | bool:
    try:
        if kind == "bool":
            return BOOLEANS[text.lower()]
        return int(text) if kind == "int" else float(text)
    except (KeyError, ValueError) as error:
        raise KnobError(f"knob {name}={text}: not of type {kind}") from error
