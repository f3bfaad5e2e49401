"""Who may see and change which records: within the granted territories, and nowhere else.

The same answer is given for a record that is elsewhere as for one that does not exist: nobody learns of
people outside his own ground (DIR-25).
"""

from __future__ import annotations

from services.kernel.call import Call
from services.population.domain.dossier import Dossier
from services.population.domain.family import Family
from services.population.domain.records import Dwelling, Household, PersonState
from services.population.domain.refusals import DwellingNotFound, HouseholdNotFound, PersonNotFound

VIEW = "population.register.view"
EDIT = "population.register.edit"
REVERSE = "population.register.reverse"
REVEAL = "population.person.reveal"


def sees(call: Call, permission: str, path: str) -> bool:
    """Whether that place lies within what ``permission`` was granted for."""
    return any(path.startswith(each) for each in call.scope(permission).paths)


def sees_person(call: Call, permission: str, dossier: Dossier) -> bool:
    """Whether somebody lives or is registered within sight, or did so last."""
    paths = {each.path for each in (dossier.lives, dossier.registered) if each is not None}
    return any(sees(call, permission, each) for each in paths or {dossier.person.path})


def person_in_sight(call: Call, permission: str, dossier: Dossier | None) -> Dossier:
    """Raises PersonNotFound."""
    gone = dossier is None or dossier.person.state is PersonState.VOID
    if dossier is None or gone or not sees_person(call, permission, dossier):
        raise PersonNotFound()
    return dossier


def family_in_sight(call: Call, permission: str, family: Family | None) -> Family:
    """Raises HouseholdNotFound."""
    if family is None or family.household.void or not sees(call, permission, family.household.path):
        raise HouseholdNotFound()
    return family


def household_in_sight(call: Call, permission: str, household: Household | None) -> Household:
    """Raises HouseholdNotFound."""
    if household is None or household.void or not sees(call, permission, household.path):
        raise HouseholdNotFound()
    return household


def dwelling_in_sight(call: Call, permission: str, dwelling: Dwelling | None) -> Dwelling:
    """Raises DwellingNotFound."""
    if dwelling is None or dwelling.void or not sees(call, permission, dwelling.path):
        raise DwellingNotFound()
    return dwelling
