"""What record families, units and places refuse; every code has its texts in messages.toml."""

from __future__ import annotations

from services.kernel.errors import Conflict, NotFound


class RecordTypeNotFound(NotFound):
    """No such type of records, or not that version of it."""

    code = "population.record_type_not_found"


class RecordTypeRetired(Conflict):
    """No new records of this type."""

    code = "population.record_type_retired"


class ServiceRecordNotFound(NotFound):
    """No such record within the caller's sight."""

    code = "population.service_record_not_found"


class ServiceRecordClosed(Conflict):
    """The record was closed."""

    code = "population.service_record_closed"


class SubjectNotFound(NotFound):
    """What the record is to be about is not there, or not within the caller's sight."""

    code = "population.record_subject_not_found"


class CarerNotAllowed(Conflict):
    """Only whoever manages care gives it to somebody else."""

    code = "population.carer_not_allowed"


class EstablishmentNotFound(NotFound):
    """No such unit within the caller's sight."""

    code = "population.establishment_not_found"


class PlaceNotFound(NotFound):
    """No such place within the caller's sight."""

    code = "population.place_not_found"


class EstablishmentClosed(Conflict):
    """The unit or place was closed."""

    code = "population.establishment_closed"


class CreditCodeTaken(Conflict):
    """A unit in sight has this credit code."""

    code = "population.credit_code_taken"
