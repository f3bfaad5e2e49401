"""Alembic's environment, the same for the kernel and every service; run by Alembic alone."""

from __future__ import annotations

from alembic import context

from services.kernel.persistence.migrate import add_expression_indexes, ignore_foreign_tables, render_truth

options = context.config.attributes
context.configure(
    connection=options["connection"],
    target_metadata=options["metadata"],
    version_table=options["version_table"],
    include_object=ignore_foreign_tables(options["metadata"]),
    compare_type=True,
    render_as_batch=options["connection"].dialect.name == "sqlite",
    transactional_ddl=True,
    render_item=render_truth,
    process_revision_directives=add_expression_indexes,
)
with context.begin_transaction():
    context.run_migrations()
