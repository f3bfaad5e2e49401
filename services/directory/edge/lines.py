"""Lines of work: categories of the case catalogue that organisations answer for (DIR-11)."""

from __future__ import annotations

from flask import g

from services.directory.edge.registers import references
from services.kernel.errors import NotFound
from services.kernel.web.texts import titled
from wangge.directory.v1 import reference_pb2


def line_title(line: str) -> str:
    """A line of work as the catalogue calls it; the line itself where it is not in there."""
    return dict(line_titles()).get(line, line)


def line_titles() -> list[tuple[str, str]]:
    """Categories of the catalogue that an organisation may answer for."""
    if "work_lines" not in g:
        try:
            catalogue = references().GetCatalogue(reference_pb2.GetCatalogueRequest())
        except NotFound:
            catalogue = reference_pb2.Catalogue()
        titles = {each.code: titled(each.title_zh, each.title_en) for each in catalogue.items}
        g.work_lines = [
            (
                code,
                " / ".join(
                    titles.get(".".join(code.split(".")[: depth + 1]), "")
                    for depth in range(code.count(".") + 1)
                ),
            )
            for code in titles
        ]
    return g.work_lines  # type: ignore[no-any-return]


def offered(chosen: list[str]) -> list[tuple[str, str]]:
    """Options of a form: the upper two levels of the catalogue, and what is chosen already."""
    titles = line_titles()
    known = {code for code, _ in titles}
    gone = [(code, code) for code in chosen if code not in known]
    return [pair for pair in titles if pair[0].count(".") <= 1 or pair[0] in chosen] + gone
