"""What public boards refuse; every code has its texts in messages.toml."""

from __future__ import annotations

from services.kernel.errors import Conflict, Invalid, NotFound


class NotACommunity(Invalid):
    """Boards are those of communities, with their grids."""

    code = "population.board_of_community"


class BoardNotFound(NotFound):
    """Nothing is published there."""

    code = "population.board_not_found"


class BoardNotPublished(Conflict):
    """A newer one took its place, or it was taken off."""

    code = "population.board_not_published"


class BoardChanged(Conflict):
    """The numbers have changed since they were looked at."""

    code = "population.board_changed"
