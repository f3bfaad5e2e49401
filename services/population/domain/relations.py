"""What is said of relations to a head, when households part, join or get another head."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from services.kernel.errors import FieldProblem, Invalid
from services.population.domain.kinds import Relation


def must_fit(
    said: Mapping[str, Relation], people: Collection[str], head_id: str, *, of_everybody: bool
) -> None:
    """One head, and of each other member one relation.

    Args:
        people: who may be named; the head's own relation is not asked for.
        of_everybody: once one is said all have to be; else who is not named becomes another relative.

    Raises:
        Invalid: ``relations.<person id>`` names somebody else, a second head, or a member nothing is said of.
    """
    problems = [
        FieldProblem(_field(person_id), "population.not_a_member")
        for person_id in said
        if person_id not in people and person_id != head_id
    ]
    problems += [
        FieldProblem(_field(person_id), "population.has_a_head")
        for person_id, relation in said.items()
        if relation is Relation.HEAD and person_id != head_id and person_id in people
    ]
    if of_everybody and any(said.values()):
        problems += [
            FieldProblem(_field(person_id), "kernel.required")
            for person_id in people
            if person_id != head_id and not said.get(person_id)
        ]
    if problems:
        raise Invalid(*problems)


def must_be_named_once(people: Sequence[str], field: str) -> None:
    """Raises Invalid at the place of whoever is named a second time."""
    problems = [
        FieldProblem(f"{field}[{at}]", "population.named_twice")
        for at, person_id in enumerate(people)
        if person_id in people[:at]
    ]
    if problems:
        raise Invalid(*problems)


def _field(person_id: str) -> str:
    return f"relations.{person_id}"
