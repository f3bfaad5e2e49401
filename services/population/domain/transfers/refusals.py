"""What imports and exports refuse; every code has its texts in messages.toml."""

from __future__ import annotations

from services.kernel.errors import Conflict, Forbidden, NotFound


class ImportNotFound(NotFound):
    """No such import within the caller's sight."""

    code = "population.import_not_found"


class ImportNotAllowed(Conflict):
    """The import is in another state."""

    code = "population.import_not_allowed"


class ImportUndecided(Conflict):
    """Rows that may be of people already registered wait for a decision."""

    code = "population.import_undecided"


class ExportNotFound(NotFound):
    """No such export within the caller's sight."""

    code = "population.export_not_found"


class ExportDecided(Conflict):
    """Somebody decided already."""

    code = "population.export_decided"


class OwnExport(Forbidden):
    """A second person has to decide (DIR-26)."""

    code = "population.own_export"


class ExportNotReady(Conflict):
    """Not allowed yet, not built yet, or gone."""

    code = "population.export_not_ready"
