"""A worker of the receiving service as a process: AMQP URL, database URL, a file that says it is up."""

from __future__ import annotations

from services.kernel.messaging.worker_nameko import patch

patch()

import sys  # noqa: E402
from datetime import timedelta  # noqa: E402
from pathlib import Path  # noqa: E402


def main(amqp_url: str, database_url: str, mark: str) -> None:
    from services.kernel import telemetry
    from services.kernel.messaging.schedule import Scheduler
    from services.kernel.messaging.worker_nameko import run_worker
    from services.kernel.runtime.context import Job
    from services.kernel.testing.contexts import context_for
    from services.kernel.types import utc_now
    from tests.kernel.messaging.accounts import Receiver, metadata

    telemetry.configure_logging("INFO", json=True)
    context = context_for("receiver", metadata, database_url, clock=utc_now)  # type: ignore[arg-type]
    receiver = Receiver(context)

    def poison(event: object) -> None:
        if event.login == "poison":  # type: ignore[attr-defined]
            raise RuntimeError("poison")

    receiver.before = poison
    job = Job("mark", timedelta(seconds=1), lambda now: Path(mark).write_text("up"))
    scheduler = Scheduler([job], context.database, clock=utc_now, holder="worker")

    class Never:
        def is_set(self) -> bool:
            return False

    run_worker(
        "receiver",
        amqp_url,
        [receiver.subscription],
        [job],
        lambda _subscription, text: receiver.deliver(text),
        Never(),
        run_job=scheduler.run_if_due,
    )
    assert "grpc" not in sys.modules
    Path(mark).write_text("stopped")


if __name__ == "__main__":
    main(*sys.argv[1:])
