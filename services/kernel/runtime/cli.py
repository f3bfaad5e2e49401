"""The command ``wangge``: patches the process for ``work`` before anything else is imported."""

from __future__ import annotations

import sys


def main() -> None:
    """Entry point. ``wangge work`` runs under eventlet, whose patches must come first."""
    if sys.argv[1:2] == ["work"]:
        from services.kernel.messaging.worker_nameko import patch

        patch()
    from services.kernel.runtime.cli_root import root

    root()


if __name__ == "__main__":
    main()
