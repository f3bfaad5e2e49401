"""The words the register is kept in; their values are stored."""

from __future__ import annotations

from enum import StrEnum


class Sex(StrEnum):
    """As the identity document says."""

    UNKNOWN = ""
    MALE = "m"
    FEMALE = "f"


class DocumentKind(StrEnum):
    """What identifies somebody."""

    UNKNOWN = ""
    IDENTITY_CARD = "identity_card"
    PASSPORT = "passport"
    TRAVEL_PERMIT = "travel_permit"
    FOREIGN_PERMIT = "foreign_permit"
    NONE_YET = "none_yet"


class ResidenceKind(StrEnum):
    """Exclusive (POP-04)."""

    PERMANENT = "permanent"
    INCOMING = "incoming"
    REGISTERED_ONLY = "registered_only"

    @property
    def lives(self) -> bool:
        """Whether the person lives there."""
        return self is not ResidenceKind.REGISTERED_ONLY


class StayReason(StrEnum):
    """Why an incoming resident stays (POP-14)."""

    NONE = ""
    OTHER_COUNTY = "other_county"
    ACCOMPANYING = "accompanying"
    WORK = "work"
    OTHER = "other"


class Relation(StrEnum):
    """To the head of the household (GB/T 4761, shortened)."""

    UNKNOWN = ""
    HEAD = "head"
    SPOUSE = "spouse"
    CHILD = "child"
    CHILD_IN_LAW = "child_in_law"
    GRANDCHILD = "grandchild"
    PARENT = "parent"
    GRANDPARENT = "grandparent"
    SIBLING = "sibling"
    OTHER_RELATIVE = "other_relative"
    NOT_RELATED = "not_related"


class DwellingUse(StrEnum):
    """What a dwelling is used for."""

    UNKNOWN = ""
    RESIDENTIAL = "residential"
    SHOP = "shop"
    MIXED = "mixed"
    OFFICE = "office"
    COLLECTIVE = "collective"
    OTHER = "other"


class Occupancy(StrEnum):
    """Who uses it."""

    UNKNOWN = ""
    OWNER = "owner"
    LET = "let"
    SELF_USED = "self_used"
    VACANT = "vacant"
    LENT = "lent"


class HouseholdKind(StrEnum):
    """A family, or people who only share a roof."""

    FAMILY = "family"
    COLLECTIVE = "collective"


class Source(StrEnum):
    """How a record came in (POP-02)."""

    COLLECTED = "collected"
    IMPORTED = "imported"
    RESIDENT = "resident"
    LANDLORD = "landlord"
    EMPLOYER = "employer"
    DEPARTMENT = "department"
