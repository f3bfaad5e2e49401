"""Write the next Alembic revision of a service: python -m scripts.make_migration SERVICE "what changes".

SERVICE may be ``kernel``. The tables in code are compared with a scratch database at the last revision.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from services.kernel.persistence.database import Database
from services.kernel.persistence.migrate import KERNEL_PACKAGE, Lineage, lineages, revision, upgrade
from services.kernel.persistence.tables import kernel_metadata
from services.kernel.runtime.discovery import discover
from services.kernel.runtime.manifest import Manifest


def main(arguments: list[str]) -> int:
    """Returns the exit code."""
    if len(arguments) != 2:
        print(__doc__)
        return 2
    name, message = arguments
    if name == "kernel":
        manifest = Manifest("kernel", "内核", "Kernel", Path())
        lineage = Lineage("kernel", kernel_metadata, KERNEL_PACKAGE)
    else:
        manifest = discover()[name]
        lineage = lineages(manifest)[-1]
    (lineage.folder / "versions").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="migration-") as folder:
        database = Database(f"sqlite:///{folder}/scratch.sqlite3", manifest.name)
        upgrade(database, manifest)
        print(revision(database, lineage, message))
        database.dispose()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
