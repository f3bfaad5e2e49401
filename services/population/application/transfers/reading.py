"""Rows of a file become staged rows: checked each by itself, then against the file and the register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.engine import Connection

from services.kernel.errors import FieldProblem
from services.kernel.tabular import Row
from services.population.application.transfers.checked import (
    Checked,
    faults_of,
    in_columns_of,
    problems_of,
    refused,
)
from services.population.application.transfers.model import Import, StagedRow
from services.population.application.transfers.ports import Imports, Known
from services.population.domain.dossier import Dossier
from services.population.domain.naming import written
from services.population.domain.records import PersonState
from services.population.domain.transfers import people
from services.population.domain.transfers.checking import Cells, Rules
from services.population.domain.transfers.drafts import PersonDraft, to_data
from services.population.domain.transfers.gazetteer import Gazetteer
from services.population.domain.transfers.homes import home_of

_NONE: tuple[list[FieldProblem], frozenset[str]] = [], frozenset()


class Reading:
    """Makes staged rows of rows of the file."""

    def __init__(self, imports: Imports, known: Known) -> None:
        self._imports, self._known = imports, known

    def rules(self, found: Import, ground: Gazetteer, today: date) -> Rules:
        """By which the rows of this import are measured."""
        told = {"relation", "head_name", "head_document"} & set(found.columns)
        return Rules(today, ground, found.grid, ordered=not told)

    def rows(
        self, connection: Connection, found: Import, rules: Rules, portion: Sequence[Checked]
    ) -> list[StagedRow]:
        """Rows that are sound by themselves, against the rows before them, and against the register."""
        read = list(portion)
        if found.kind == "people":
            read = self._twice(connection, found, read)
            read = self._registered(connection, found, read)
        else:
            read = self._same_door(connection, found, read)
        return [each.staged for each in self._standing(connection, found, read)]

    def alone(self, found: Import, rules: Rules, row: Row) -> Checked:
        """Checked by itself; nobody else is asked."""
        columns = found.columns
        values = dict(zip(columns, map(row.cells.__getitem__, columns.values()), strict=True))
        faults, lost = faults_of(found, row) if row.problems else _NONE
        blind = self._imports.blind
        if found.kind == "dwellings":
            cells = Cells({name: value for name, value in values.items() if name not in lost})
            cells.look_over()
            home = home_of(cells, rules)
            problems = problems_of([*faults, *in_columns_of(found, cells.problems)])
            if problems:
                return Checked(StagedRow(row.number, "rejected", problems=problems))
            door = blind(home.door)
            ready = StagedRow(row.number, "ready", to_data(home), (), home.place, door, door)
            return Checked(ready, home=home)
        checked = people.check(values, rules, lost)
        problems = problems_of([*faults, *in_columns_of(found, checked.problems)])
        family = blind(checked.family)
        if problems or checked.draft is None:
            refused = StagedRow(row.number, "rejected", problems=problems, family=family, head=checked.head)
            return Checked(refused)
        draft = checked.draft
        document, alike = self._imports.keys(
            draft.document_number, written(draft.name), draft.born_on.isoformat() if draft.born_on else ""
        )
        ready = StagedRow(
            row.number,
            "ready",
            to_data(draft),
            (),
            checked.place,
            family,
            blind(checked.door),
            checked.head,
            document,
            alike,
        )
        return Checked(ready, draft, draft.home)

    def _twice(self, connection: Connection, found: Import, read: list[Checked]) -> list[Checked]:
        """The first row of somebody stands; later ones are refused and say where the first one is."""
        documents = [each.staged.document for each in read if each.staged.document]
        alike = [each.staged.alike for each in read if each.staged.alike]
        met = self._imports.met(connection, found.id, documents)
        met_alike = self._imports.met_alike(connection, found.id, alike)
        result = []
        for each in read:
            staged = each.staged
            before, column = met.get(staged.document) if staged.document else None, "document_number"
            if before is None and staged.alike:
                before, column = met_alike.get(staged.alike), "name"
            if before is not None:
                code = f"population.import_{'document' if column == 'document_number' else 'person'}_twice"
                each = refused(found, each, FieldProblem(column, code, {"row": str(before)}))
            elif staged.document:
                met[staged.document] = staged.number
            elif staged.alike:
                met_alike[staged.alike] = staged.number
            result.append(each)
        return result

    def _registered(self, connection: Connection, found: Import, read: list[Checked]) -> list[Checked]:
        """Whom the register knows: told of people within the import's ground alone.

        Whoever has the same document elsewhere is no reason to ask: a pair is proposed when the row is
        written.
        """
        ready = [each for each in read if each.person is not None and each.staged.state == "ready"]
        documents = self._known.by_documents(
            connection, [r.staged.document for r in ready if r.staged.document]
        )
        names = [(written(r.person.name), r.person.born_on) for r in ready if r.person and r.person.born_on]
        alike = self._known.alike(connection, names)
        if not documents and not alike:
            return read
        return [self._recognised(connection, found, each, documents, alike) for each in read]

    def _recognised(
        self,
        connection: Connection,
        found: Import,
        each: Checked,
        documents: dict[str, list[Dossier]],
        alike: dict[tuple[str, Any], list[Dossier]],
    ) -> Checked:
        draft = each.person
        if draft is None or each.staged.state != "ready":
            return each
        for other in documents.get(each.staged.document, ()) if each.staged.document else ():
            if not within(found, other):
                continue
            if other.person.state is not PersonState.ACTIVE:
                return refused(found, each, FieldProblem("document_number", "population.import_died"))
            same = self._says_nothing_new(connection, draft, other)
            state = "unchanged" if same else "duplicate"
            staged = replace(each.staged, state=state, cause="document", other_id=other.person.id)
            return replace(each, staged=staged)
        for other in alike.get((written(draft.name), draft.born_on), ()):
            both = draft.document_number and other.person.document_number
            if not both and within(found, other) and other.person.state is PersonState.ACTIVE:
                staged = replace(each.staged, state="duplicate", cause="alike", other_id=other.person.id)
                return replace(each, staged=staged)
        return each

    def _says_nothing_new(self, connection: Connection, draft: PersonDraft, other: Dossier) -> bool:
        person = other.person
        for name in ("name", "sex", "born_on", "phone", "registered_address"):
            said = getattr(draft, name)
            if said and said != getattr(person, name):
                return False
        dwelling = self._known.homes(connection, [draft.home]).get(draft.home.door)
        return dwelling is not None and any(
            each.open and each.dwelling_id == dwelling.id and each.kind is draft.kind
            for each in other.residences
        )

    def _same_door(self, connection: Connection, found: Import, read: list[Checked]) -> list[Checked]:
        """Of dwellings: rows that come twice, and doors the register knows already."""
        doors = [each.staged.door for each in read if each.staged.door]
        met = self._imports.met_doors(connection, found.id, doors)
        there = self._known.homes(connection, [each.home for each in read if each.home is not None])
        result = []
        for each in read:
            if each.home is None:
                result.append(each)
                continue
            if (before := met.get(each.staged.door)) is not None:
                problem = FieldProblem("address", "population.import_dwelling_twice", {"row": str(before)})
                result.append(refused(found, each, problem))
                continue
            met[each.staged.door] = each.staged.number
            dwelling = there.get(each.home.door)
            if dwelling is not None and not dwelling.ended:
                same = all(
                    not (said := getattr(each.home, name)) or said == getattr(dwelling, name)
                    for name in ("storey", "area", "use", "occupancy", "owner_name", "owner_phone")
                )
                state = "unchanged" if same else "duplicate"
                staged = replace(each.staged, state=state, cause="door", other_id=dwelling.id)
                each = replace(each, staged=staged)
            result.append(each)
        return result

    def _standing(self, connection: Connection, found: Import, read: list[Checked]) -> list[Checked]:
        """Nobody moves into a dwelling that was torn down."""
        homes = [each.home for each in read if each.home is not None and each.staged.state == "ready"]
        over = self._known.over(connection, homes)
        if not over:
            return read
        problem = FieldProblem("address", "population.import_dwelling_over")
        return [
            refused(found, each, problem)
            if each.home is not None and each.staged.state == "ready" and each.home.door in over
            else each
            for each in read
        ]


def within(found: Import, other: Dossier) -> bool:
    """Whether whoever sent the file may be told of that person: he lives or is registered on his ground."""
    paths = {each.path for each in (other.lives, other.registered) if each is not None} or {other.person.path}
    return any(path.startswith(ground) for path in paths for ground in found.paths)
