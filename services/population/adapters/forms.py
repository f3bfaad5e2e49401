"""Templates and forms in the database; what forms say is sealed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

import sqlalchemy as sa

from services.kernel.call import Scope
from services.kernel.persistence.database import Database
from services.kernel.persistence.moments import aware
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.reading import under
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables.proposals import form as f
from services.population.adapters.tables.proposals import form_about as about
from services.population.adapters.tables.proposals import form_template as t
from services.population.domain.forms.forms import Content, FilledForm, FormState, ListedRow, Template
from services.population.domain.forms.periods import Level, Period
from services.population.domain.rights import Held

_PLAIN = tuple(each.name for each in fields(FilledForm) if each.name not in ("content", "state"))


class SqlForms:
    """See the port `Forms`, and `Holder` for what forms hold about somebody."""

    def __init__(self, database: Database, sealing: Sealing) -> None:
        self._database = database
        self._sealing = sealing

    def newest(self, code: str) -> Template | None:
        """See the port."""
        with self._database.read() as connection:
            query = sa.select(t).where(t.c.code == code).order_by(t.c.version.desc()).limit(1)
            row = connection.execute(query).first()
        return _template(row) if row is not None else None

    def template(self, template_id: str) -> Template | None:
        """See the port."""
        with self._database.read() as connection:
            row = connection.execute(sa.select(t).where(t.c.id == template_id)).first()
        return _template(row) if row is not None else None

    def templates(self) -> Sequence[Template]:
        """See the port."""
        newest = sa.select(t.c.code, sa.func.max(t.c.version).label("version")).group_by(t.c.code).subquery()
        both = sa.and_(t.c.code == newest.c.code, t.c.version == newest.c.version)
        query = sa.select(t).join(newest, both).order_by(t.c.code)
        with self._database.read() as connection:
            return [_template(row) for row in connection.execute(query)]

    def add_template(self, uow: UnitOfWork, template: Template) -> None:
        """See the port."""
        values = {each.name: getattr(template, each.name) for each in fields(template)}
        values |= {"period": template.period.value, "level": template.level.value}
        values["layout"] = [list(row) for row in template.layout]
        uow.connection.execute(sa.insert(t).values(values))

    def retire(self, uow: UnitOfWork, code: str) -> None:
        """See the port."""
        uow.connection.execute(sa.update(t).where(t.c.code == code).values(retired=True))

    def get(self, uow: UnitOfWork, form_id: str) -> FilledForm | None:
        """See the port."""
        row = uow.connection.execute(sa.select(f).where(f.c.id == form_id).with_for_update()).first()
        return self._form(row) if row is not None else None

    def one(self, form_id: str) -> FilledForm | None:
        """See the port."""
        with self._database.read() as connection:
            row = connection.execute(sa.select(f).where(f.c.id == form_id)).first()
        return self._form(row) if row is not None else None

    def of_period(self, uow: UnitOfWork, code: str, path: str, period_key: str) -> FilledForm | None:
        """See the port."""
        query = sa.select(f).where(f.c.code == code, f.c.path == path, f.c.period_key == period_key)
        row = uow.connection.execute(query.with_for_update()).first()
        return self._form(row) if row is not None else None

    def known(self, code: str, period_key: str) -> set[str]:
        """See the port."""
        query = sa.select(f.c.path).where(f.c.code == code, f.c.period_key == period_key)
        with self._database.read() as connection:
            return set(connection.execute(query).scalars())

    def add(self, uow: UnitOfWork, form: FilledForm) -> None:
        """See the port."""
        uow.connection.execute(sa.insert(f).values(self._row(form)))
        self._note(uow, form)

    def keep(self, uow: UnitOfWork, form: FilledForm) -> None:
        """See the port."""
        uow.connection.execute(sa.update(f).where(f.c.id == form.id).values(self._row(form)))
        uow.connection.execute(sa.delete(about).where(about.c.form_id == form.id))
        self._note(uow, form)

    def page(
        self, paths: Sequence[str], path: str, state: FormState | None, after: str, limit: int
    ) -> Sequence[FilledForm]:
        """See the port."""
        query = sa.select(f).where(under(f.c.path, Scope(tuple(paths), ()), path))
        if state is not None:
            query = query.where(f.c.state == state.value)
        if after:
            query = query.where(f.c.id < after)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(f.c.id.desc()).limit(limit)).all()
        return [self._form(row) for row in rows]

    def figures(self, paths: Sequence[str], path: str) -> Mapping[str, int]:
        """See the port."""
        filled = f.c.filled_at.is_not(None)
        none_asked = sa.and_(filled, f.c.fields_asked == 0)

        def total(condition: sa.ColumnElement[bool], of: Any = 1) -> sa.ColumnElement[int]:
            return sa.func.coalesce(sa.func.sum(sa.case((condition, of), else_=0)), 0)

        query = sa.select(
            total(filled),
            total(filled, f.c.fields_filled),
            total(filled, f.c.fields_asked),
            total(none_asked),
            total(f.c.state == FormState.DUE.value),
            total(f.c.state == FormState.SUBMITTED.value),
        ).where(under(f.c.path, Scope(tuple(paths), ()), path))
        with self._database.read() as connection:
            row = connection.execute(query).one()
        names = ("forms", "fields_filled", "fields_asked", "forms_saved", "due", "submitted")
        return {name: int(number) for name, number in zip(names, row, strict=True)}

    def held(self, person_id: str) -> Sequence[Held]:
        """The lines of lists somebody stands in."""
        with self._database.read() as connection:
            forms = [self._form(row) for row in connection.execute(_naming(person_id))]
        rows = tuple(
            (each.code, each.period_key, "；".join(cell for cell in line.cells if cell))
            for each in forms
            for lines in each.content.lists.values()
            for line in lines
            if line.record_id == person_id
        )
        titles = (("报表", "Form"), ("期间", "Period"), ("内容", "What it says"))
        purpose = ("报表填报", "Reports")
        return (Held("forms", ("报表名单", "Lists in reports"), purpose, titles, rows),) if rows else ()

    def erase(self, uow: UnitOfWork, person_id: str) -> list[str]:
        """Those lines, and the answers about them."""
        gone: list[str] = []
        for row in uow.connection.execute(_naming(person_id).with_for_update()).all():
            form = self._form(row)
            kept: dict[str, list[ListedRow]] = {}
            for key, lines in form.content.lists.items():
                gone += [cell for line in lines if line.record_id == person_id for cell in line.cells if cell]
                kept[key] = [line for line in lines if line.record_id != person_id]
            fact = f"fact.{person_id}."
            answers = {k: v for k, v in form.content.answers.items() if not k.startswith(fact)}
            proposed = {k: v for k, v in form.content.proposed.items() if not k.startswith(fact)}
            content = Content(form.content.values, kept, answers, proposed, form.content.note)
            sealed = self._sealing.seal("form", form.id, _said(content))
            uow.connection.execute(sa.update(f).where(f.c.id == form.id).values(sealed=sealed))
        uow.connection.execute(sa.delete(about).where(about.c.record_id == person_id))
        return gone

    @staticmethod
    def _note(uow: UnitOfWork, form: FilledForm) -> None:
        """Whom the form names."""
        ids = {line.record_id for lines in form.content.lists.values() for line in lines}
        if ids:
            rows = [{"record_id": each, "form_id": form.id} for each in sorted(ids)]
            uow.connection.execute(sa.insert(about), rows)

    def _row(self, form: FilledForm) -> dict[str, Any]:
        return {
            **{name: getattr(form, name) for name in _PLAIN},
            "state": form.state.value,
            "sealed": self._sealing.seal("form", form.id, _said(form.content)),
        }

    def _form(self, row: Any) -> FilledForm:
        said = self._sealing.open("form", row.id, row.sealed)
        plain = {name: getattr(row, name) for name in _PLAIN}
        for name in ("made_at", "filled_at"):
            plain[name] = aware(plain[name]) if plain[name] is not None else None
        lists = {
            key: [ListedRow(line[0], tuple(line[1]), tuple(line[2])) for line in lines]
            for key, lines in said.get("lists", {}).items()
        }
        content = Content(
            said.get("values", {}),
            lists,
            said.get("answers", {}),
            said.get("proposed", {}),
            said.get("note", ""),
        )
        return FilledForm(**plain, state=FormState(row.state), content=content)


def _said(content: Content) -> dict[str, Any]:
    lists = {
        key: [[line.record_id, list(line.cells), list(line.missing)] for line in lines]
        for key, lines in content.lists.items()
    }
    return {
        "values": dict(content.values),
        "lists": lists,
        "answers": dict(content.answers),
        "proposed": dict(content.proposed),
        "note": content.note,
    }


def _naming(person_id: str) -> sa.Select[Any]:
    return sa.select(f).where(f.c.id.in_(sa.select(about.c.form_id).where(about.c.record_id == person_id)))


def _template(row: Any) -> Template:
    values = {each.name: getattr(row, each.name) for each in fields(Template)}
    values |= {"period": Period(row.period), "level": Level(row.level), "made_at": aware(row.made_at)}
    return Template(**values)
