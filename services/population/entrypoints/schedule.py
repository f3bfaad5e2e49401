"""What population does by the clock."""

from __future__ import annotations

from datetime import timedelta

from services.kernel.runtime.context import Job, ServiceContext
from services.population.bootstrap import Application


def jobs(application: Application, context: ServiceContext) -> list[Job]:
    """The timed jobs of population, each run by one replica at a time."""
    app = application
    return [
        Job(name="fold_counts", every=timedelta(seconds=5), run=lambda now: application.folding.fold()),
        Job(
            name="notice_mass_readings",
            every=timedelta(minutes=5),
            run=application.rights.notice_mass_readings,
        ),
        Job(name="erase_long_gone", every=timedelta(hours=6), run=application.rights.erase_long_gone),
        Job(name="ask_for_forms", every=timedelta(hours=1), run=application.forms.ask),
        Job(name="imports", every=timedelta(seconds=3), run=application.transfers.work.sweep),
        Job(name="exports", every=timedelta(seconds=15), run=application.transfers.build_exports),
        Job(name="forget_transfers", every=timedelta(hours=6), run=application.transfers.forget),
        Job(name="note_streets", every=timedelta(minutes=1), run=lambda now: app.search.streets.note_new()),
        Job(name="look_for_twins", every=timedelta(hours=24), run=app.twins.look),
        Job(name="count_quality", every=timedelta(minutes=30), run=app.statistics.keeping.count_quality),
        Job(name="keep_week", every=timedelta(hours=1), run=app.summaries.keeping.keep_week),
        Job(name="keep_month", every=timedelta(hours=1), run=app.statistics.keeping.keep_month),
        Job(
            name="follow_residences",
            every=timedelta(minutes=10),
            run=application.incomers.follow_residences,
        ),
        Job(
            name="tell_overdue_defects",
            every=timedelta(minutes=30),
            run=application.incomers.tell_overdue_defects,
        ),
        Job(
            name="tell_overdue_commitments",
            every=timedelta(minutes=30),
            run=application.worksites.tell_overdue,
        ),
        Job(name="remind_of_exchanges", every=timedelta(minutes=10), run=app.coordination.tend.remind),
        Job(name="erase_exchanges", every=timedelta(hours=1), run=app.coordination.tend.expire),
        Job(name="tend_records", every=timedelta(minutes=5), run=app.families.tend),
        Job(name="tend_participants", every=timedelta(minutes=10), run=app.participants.tend),
        Job(name="forget_proposals", every=timedelta(hours=6), run=app.proposals.forget),
        Job(name="drop_unused_evidence", every=timedelta(hours=6), run=application.drop_unused_evidence),
    ]
