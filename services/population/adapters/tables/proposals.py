"""What was collected and waits for review (POP-27), and the forms that are filled from the register."""

from __future__ import annotations

import sqlalchemy as sa

from services.population.adapters.tables.base import Json, Moment, metadata

proposal = sa.Table(
    "proposal",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("kind", sa.String(20), nullable=False),
    # collected, self_checked, returned, published, rejected, withdrawn.
    sa.Column("state", sa.String(12), nullable=False),
    sa.Column("path", sa.String(24), nullable=False),
    sa.Column("person_id", sa.String(36), nullable=False),
    sa.Column("dwelling_id", sa.String(36), nullable=False),
    # Of whoever is to be registered; empty for everybody else.
    sa.Column("document_blind", sa.String(32), nullable=False),
    sa.Column("record_version", sa.Integer, nullable=False),
    sa.Column("proposer_id", sa.String(40), nullable=False),
    sa.Column("proposer_name", sa.String(120), nullable=False),
    sa.Column("collected_at", Moment, nullable=False),
    sa.Column("made_at", Moment, nullable=False),
    sa.Column("same_day", sa.Boolean, nullable=False),
    sa.Column("checked_at", Moment),
    sa.Column("decided_by", sa.String(40), nullable=False),
    sa.Column("decided_by_name", sa.String(120), nullable=False),
    sa.Column("decided_at", Moment),
    sa.Column("version", sa.Integer, nullable=False),
    # Values proposed, values then, reason, note.
    sa.Column("sealed", sa.LargeBinary, nullable=False, info={"sealed": True}),
)
sa.Index("proposal_by_place", proposal.c.state, proposal.c.path, proposal.c.id)
sa.Index("proposal_by_proposer", proposal.c.proposer_id, proposal.c.id)
sa.Index("proposal_by_person", proposal.c.person_id)
sa.Index("proposal_by_document", proposal.c.document_blind)
# Those of a week, wherever they are.
sa.Index("proposal_by_making", proposal.c.made_at, proposal.c.path)
sa.Index("proposal_by_decision", proposal.c.decided_at, proposal.c.path, proposal.c.state)

form_template = sa.Table(
    "form_template",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    # One code in many versions; the newest that is not retired is filled.
    sa.Column("code", sa.String(40), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("title", sa.String(120), nullable=False),
    # none, weekly, monthly, quarterly, yearly; community, grid, township.
    sa.Column("period", sa.String(10), nullable=False),
    sa.Column("level", sa.String(10), nullable=False),
    sa.Column("due_day", sa.Integer, nullable=False),
    # Where it is asked for.
    sa.Column("path", sa.String(24), nullable=False),
    # Rows of cells with placeholders; a template names nobody.
    sa.Column("layout", Json, nullable=False),
    sa.Column("retired", sa.Boolean, nullable=False),
    sa.Column("made_by_name", sa.String(120), nullable=False),
    sa.Column("made_at", Moment, nullable=False),
    sa.UniqueConstraint("code", "version", name="form_template_version"),
)

form = sa.Table(
    "form",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("template_id", sa.String(36), nullable=False),
    sa.Column("code", sa.String(40), nullable=False),
    sa.Column("path", sa.String(24), nullable=False),
    # 2026-11, 2026-W47, 2026-Q4, 2026; a form of its own without a period has its own id here.
    sa.Column("period_key", sa.String(36), nullable=False),
    sa.Column("due_on", sa.Date),
    # due, filled, submitted, checked, returned, closed.
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("filled_by", sa.String(40), nullable=False),
    sa.Column("filled_by_name", sa.String(120), nullable=False),
    sa.Column("filled_at", Moment),
    sa.Column("checked_by_name", sa.String(120), nullable=False),
    sa.Column("fields_filled", sa.Integer, nullable=False),
    sa.Column("fields_asked", sa.Integer, nullable=False),
    sa.Column("made_at", Moment, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    # Figures, rows of people and dwellings (masked), answers, note.
    sa.Column("sealed", sa.LargeBinary, nullable=False, info={"sealed": True}),
    sa.UniqueConstraint("code", "path", "period_key", name="form_once"),
)
sa.Index("form_by_place", form.c.state, form.c.path, form.c.id)

form_about = sa.Table(
    "form_about",
    metadata,
    sa.Column("record_id", sa.String(36), primary_key=True),
    sa.Column("form_id", sa.String(36), primary_key=True),
)
