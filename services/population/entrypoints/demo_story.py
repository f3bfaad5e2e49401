"""What happened in the demo county lately: a birth, a death, moves, a split, somebody who is in it twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from services.kernel.call import Call
from services.population.application.commands.people import Wanted
from services.population.application.ports import Grounds
from services.population.bootstrap import Application
from services.population.domain.details import Details
from services.population.domain.dossier import Dossier
from services.population.domain.kinds import DocumentKind, Relation, ResidenceKind, Sex, StayReason
from services.population.entrypoints.demo_families import DemoFamily
from services.population.entrypoints.demo_grid import DemoGrid
from services.population.entrypoints.demo_names import NOWHERE

_LONG_ENOUGH = 2


def tell(application: Application, call: Call, grids: Sequence[DemoGrid], today: date) -> None:
    """A little of each kind in the first grid; the second and third lend their people."""
    story = _Story(application, call, grids[0], today)
    story.death()
    story.birth()
    story.move_out()
    story.move_household()
    story.split()
    story.settled_for_good()
    story.corrected()
    if len(grids) > 2:
        story.lives_apart(grids[1:])
        story.twice(grids[2])


class _Story:
    def __init__(self, application: Application, call: Call, grid: DemoGrid, today: date) -> None:
        self._app = application
        self._call = call
        self._grid = grid
        self._today = today
        self._used: set[int] = set()

    def death(self) -> None:
        """Of the head of an old couple; the widow becomes head."""
        at = self._next(lambda each: len(each.members) == 2 and each.years == 25)
        head = self._grid.dossiers[at][0].person
        reason = Grounds("家属报告，已见死亡证明")
        self._app.record_death(self._call, head.id, "", self._ago(41), {}, reason)

    def birth(self) -> None:
        """Of a second child, which has no document yet."""
        at = self._next(lambda each: len(each.members) == 3 and not each.origin and each.years == 8)
        surname = self._grid.families[at].members[0].who.name[0]
        said = Details(
            name=f"{surname}安然",
            sex=Sex.FEMALE,
            born_on=self._ago(12),
            document_kind=DocumentKind.NONE_YET,
        )
        wanted = Wanted(
            ResidenceKind.PERMANENT,
            self._grid.households[at].id,
            relation=Relation.CHILD,
            from_day=self._ago(12),
        )
        self._app.record_birth(self._call, said, wanted, Grounds("出生医学证明"), sure=True)

    def move_out(self) -> None:
        """Of tenants, all of them."""
        for member in self._grid.dossiers[self._next(self._tenants)]:
            self._app.move_out(
                self._call,
                member.person.id,
                day=self._ago(9),
                destination="郑州市金水区",
                grounds=Grounds("合同到期搬走"),
            )

    def move_household(self) -> None:
        """Into a dwelling that stood empty."""
        at = self._next(lambda each: len(each.members) == 4 and not each.origin)
        to = self._vacant(0)
        household = self._grid.households[at].id
        self._app.move_household(self._call, household, "", to, self._ago(15), Grounds("换购住房"))

    def split(self) -> None:
        """The young of three generations found a household of their own under the same roof."""
        at = self._next(lambda each: any(kin.relation is Relation.CHILD_IN_LAW for kin in each.members))
        members, kin = self._grid.dossiers[at], self._grid.families[at].members
        young = [each for each, who in zip(members, kin, strict=True) if who.relation in _YOUNG]
        relations = {young[1].person.id: Relation.SPOUSE}
        relations |= {each.person.id: Relation.CHILD for each in young[2:]}
        self._app.split_household(
            self._call,
            self._grid.households[at].id,
            "",
            [each.person.id for each in young],
            relations,
            number="410699827",
            day=self._ago(30),
            grounds=Grounds("子女分户"),
        )

    def settled_for_good(self) -> None:
        """A tenant who was registered here at last."""
        member = self._grid.dossiers[self._next(self._tenants)][0].person
        self._app.change_category(
            self._call,
            member.id,
            "",
            ResidenceKind.PERMANENT,
            day=self._ago(5),
            grounds=Grounds("户口已迁入"),
        )

    def corrected(self) -> None:
        """A phone number that was written down wrongly."""
        person = self._grid.dossiers[self._next(lambda each: not each.origin)][0].person
        said = Details(name=person.name, phone="19900009999")
        self._app.correct_person(self._call, person.id, "1", said, Grounds("本人来电更正"))

    def lives_apart(self, sisters: Sequence[DemoGrid]) -> None:
        """Registered in a sister grid, lives in this one (人户分离)."""
        for family in (each for sister in sisters for each in sister.dossiers):
            found = next((each for each in family if each.registered is not None), None)
            if found is not None and found.lives is None:
                wanted = Wanted(
                    ResidenceKind.INCOMING,
                    dwelling_id=self._vacant(1),
                    reason=StayReason.WORK,
                    from_day=self._ago(60),
                )
                self._app.move_in(self._call, found.person.id, "", wanted, Grounds("租住，户口在邻网格"))
                return

    def twice(self, sister: DemoGrid) -> None:
        """Somebody of this grid, registered again by whoever sees the sister grid alone: a pair to decide."""
        grant = replace(self._call.actor.grants[0], territory=sister.path)
        narrow = replace(self._call, actor=replace(self._call.actor, grants=(grant,)))
        for number, place in enumerate(sister.vacant[:2]):
            person = self._named(number)
            said = Details(
                name=person.person.name,
                document_number=person.person.document_number,
                phone="" if number else "19900009998",
                registered_division=NOWHERE,
            )
            wanted = Wanted(
                ResidenceKind.INCOMING, dwelling_id=place.id, reason=StayReason.OTHER, from_day=self._ago(20)
            )
            self._app.register_person(narrow, said, wanted, Grounds("入户采集"))

    def _named(self, number: int) -> Dossier:
        at = self._next(lambda each: len(each.members) > 1 and not each.origin)
        return self._grid.dossiers[at][number]

    def _next(self, fits: Callable[[DemoFamily], bool]) -> int:
        """A family that nothing has happened to yet."""
        at = next(
            number
            for number, each in enumerate(self._grid.families)
            if number not in self._used
            and fits(each)
            and each.years >= _LONG_ENOUGH
            and all(member.lives is not None for member in self._grid.dossiers[number])
        )
        self._used.add(at)
        return at

    @staticmethod
    def _tenants(each: DemoFamily) -> bool:
        return bool(each.origin)

    def _vacant(self, number: int) -> str:
        homes = [each for each in self._grid.vacant if each.use != "shop"]
        return homes[number].id

    def _ago(self, days: int) -> date:
        return self._today - timedelta(days=days)


_YOUNG = (Relation.CHILD, Relation.CHILD_IN_LAW, Relation.GRANDCHILD)
