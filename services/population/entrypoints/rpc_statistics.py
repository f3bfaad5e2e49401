"""Figures to the contract: StatisticsService of wangge/population/v1/statistics.proto."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from services.kernel.rpc.server import call_of
from services.kernel.territory_codes import code_of, path_of
from services.population.application.statistics import KNOWN_REASONS, Summary
from services.population.bootstrap import Application
from services.population.domain.disclosure import HIDDEN
from services.population.domain.kinds import DwellingUse, Occupancy, ResidenceKind, Sex
from services.population.domain.summing import AGES, Key
from services.population.entrypoints.messages import stamp
from services.population.entrypoints.words import number
from wangge.population.v1 import statistics_pb2 as pb
from wangge.population.v1 import statistics_pb2_grpc as pb_grpc


class StatisticsServicer(pb_grpc.StatisticsServiceServicer):
    """The figures."""

    def __init__(self, application: Application) -> None:
        self._statistics = application.statistics

    def GetPopulationSummary(
        self, request: pb.GetPopulationSummaryRequest, context: Any
    ) -> pb.PopulationSummary:
        found = self._statistics.summary(
            call_of(context),
            path_of(request.territory_code),
            request.month,
            with_children=request.with_children,
        )
        return _Shown(found).message()


class _Shown:
    def __init__(self, summary: Summary) -> None:
        self._of = summary

    def message(self) -> pb.PopulationSummary:
        summary = self._of
        message = pb.PopulationSummary(
            territory_code=code_of(summary.path),
            territory_name=summary.name,
            month=summary.month,
            protected=summary.protected,
            people=self._figure("people"),
            households=self._figure("households"),
            separated=self._figure("separated"),
            dwellings=self._figure("dwellings"),
            categories=[
                pb.CategoryFigure(kind=number(each), people=self._figure("kind", each.value))
                for each in ResidenceKind
            ],
            categories_reconciled=self._reconciled(
                ("people",), [("kind", each.value) for each in ResidenceKind]
            ),
            reasons=[
                pb.ReasonFigure(reason=number(each), people=self._figure("reason", each.value))
                for each in KNOWN_REASONS
            ],
            reasons_reconciled=self._reconciled(
                ("kind", ResidenceKind.INCOMING.value), [("reason", each.value) for each in KNOWN_REASONS]
            ),
            sexes=[
                pb.SexFigure(sex=number(each), people=self._figure("sex", each.value))
                for each in self._said(Sex, "sex")
            ],
            ages=self._ages(),
            pyramid=self._pyramid(),
            uses=[
                pb.UseFigure(use=number(each), dwellings=self._figure("use", each.value))
                for each in self._said(DwellingUse, "use")
            ],
            occupancies=[
                pb.OccupancyFigure(occupancy=number(each), dwellings=self._figure("occupancy", each.value))
                for each in self._said(Occupancy, "occupancy")
            ],
            children=[self._child(path, name) for path, name in summary.children],
            months=summary.months,
        )
        if not summary.month:
            message.buildings.CopyFrom(self._figure("buildings"))
            message.quality.CopyFrom(self._quality())
        return message

    def _figure(self, *key: str) -> pb.Figure:
        value = self._of.values.get(key, 0)
        if key in self._of.hidden:
            return pb.Figure(hidden=True, text=HIDDEN)
        return pb.Figure(value=value, text=str(value))

    def _said(self, words: type[StrEnum], first: str) -> list[StrEnum]:
        """Every word; the empty one only where something is counted under it, or may be."""
        return [each for each in words if each.value or self._counted(first, each.value)]

    def _counted(self, *key: str) -> bool:
        return key in self._of.hidden or bool(self._of.values.get(key))

    def _reconciled(self, total: Key, parts: list[Key]) -> pb.Reconciliation:
        values = self._of.values
        added = sum(values.get(each, 0) for each in parts)
        difference = values.get(total, 0) - added
        if any(key[0] == parts[0][0] for key in self._of.hidden if len(key) == 2) or total in self._of.hidden:
            return pb.Reconciliation(total=self._figure(*total), sum=pb.Figure(hidden=True, text=HIDDEN))
        return pb.Reconciliation(
            total=self._figure(*total),
            sum=pb.Figure(value=added, text=str(added)),
            difference=difference,
        )

    def _ages(self) -> list[pb.AgeFigure]:
        found = [
            pb.AgeFigure(from_age=first, to_age=last, people=self._figure("age", f"{first}"))
            for first, last in AGES
        ]
        if self._counted("age", "unknown"):
            found.append(pb.AgeFigure(unknown=True, people=self._figure("age", "unknown")))
        return found

    def _pyramid(self) -> list[pb.YearFigure]:
        people = self._of.pyramid

        def figure(year: int, sex: Sex) -> pb.Figure:
            value = people.get((year, sex.value), 0)
            return pb.Figure(value=value, text=str(value))

        return [
            pb.YearFigure(
                born=year,
                men=figure(year, Sex.MALE),
                women=figure(year, Sex.FEMALE),
                others=figure(year, Sex.UNKNOWN),
            )
            for year in sorted({year for year, _ in people})
        ]

    def _quality(self) -> pb.Quality:
        quality = self._of.quality
        if quality is None or ("people",) in self._of.hidden:
            return pb.Quality(hidden=True)
        people = quality.people or 1
        message = pb.Quality(
            people=quality.people,
            fresh_percent=round(100 * quality.fresh / people, 1),
            completeness_percent=round(quality.complete / people, 1),
        )
        if quality.counted_at is not None:
            stamp(message, "count_time", quality.counted_at)
        return message

    def _child(self, path: str, name: str) -> pb.ChildSummary:
        message = pb.ChildSummary(
            territory_code=code_of(path),
            territory_name=name,
            people=self._figure("child", path, "people"),
            households=self._figure("child", path, "households"),
            dwellings=self._figure("child", path, "dwellings"),
        )
        if not self._of.protected:
            message.categories.extend(
                pb.CategoryFigure(kind=number(each), people=self._figure("child", path, "kind", each.value))
                for each in ResidenceKind
            )
        return message
