"""What lists of participants refuse; every code has its texts in messages.toml."""

from __future__ import annotations

from services.kernel.errors import Conflict, NotFound


class ParticipantNotFound(NotFound):
    """No such entry within the caller's sight."""

    code = "population.participant_not_found"


class ParticipantTwice(Conflict):
    """The organisation has an entry for this person."""

    code = "population.participant_twice"
