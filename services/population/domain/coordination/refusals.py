"""What coordination refuses; every code has its texts in messages.toml."""

from __future__ import annotations

from services.kernel.errors import Conflict, NotFound


class ExchangeNotFound(NotFound):
    """No such request within the caller's sight."""

    code = "population.exchange_not_found"


class ExchangeNotInState(Conflict):
    """Its state does not allow this."""

    code = "population.exchange_not_in_state"


class PurposeNotFound(NotFound):
    """No such purpose, or it is retired."""

    code = "population.purpose_not_found"


class AskedAlready(Conflict):
    """The same was asked about the same person and is not answered yet."""

    code = "population.asked_already"


class LetterRecorded(Conflict):
    """The same letter about the same person is on record."""

    code = "population.letter_recorded"


class AnswerErased(Conflict):
    """Its time is over: what was answered is erased."""

    code = "population.answer_erased"


class JointCheckNotFound(NotFound):
    """No such joint check within the caller's sight."""

    code = "population.joint_check_not_found"


class JointCheckNotInState(Conflict):
    """Its state does not allow this."""

    code = "population.joint_check_not_in_state"


class FindingNotFound(NotFound):
    """The check has no such defect that is still open."""

    code = "population.finding_not_found"
