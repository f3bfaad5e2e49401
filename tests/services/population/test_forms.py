"""Reports fill themselves from the register; only what it does not know is asked (一表通)."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from xlsxwriter.workbook import Workbook

from services.kernel.call import Call
from services.kernel.errors import Forbidden, Invalid
from services.population.adapters.form_sheets import layout_of, workbook_of
from services.population.adapters.tables.proposals import form as form_table
from services.population.application.views.ports import AskedPeople
from services.population.domain.forms.forms import (
    Content,
    FilledRow,
    FormState,
    RowKind,
    Template,
    fact_key,
    rendered,
)
from services.population.domain.forms.layout import checked, items_of, letter
from services.population.domain.forms.periods import Level, Period, due_on, key_of
from services.population.domain.kinds import Occupancy, ResidenceKind, StayReason
from services.population.domain.refusals import (
    FormNotFound,
    FormOver,
    OwnForm,
    TemplateNotFound,
)
from tests.services.population.county import COMMUNITY, FAR_GRID, GRID, NEXT_GRID, Township, promise

FILLER = ("population.register.view", "population.proposal.make", "population.form.fill")
CHECKER = (*FILLER, "population.form.check", "population.form.edit", "population.proposal.decide")
MONTHLY = [
    ["{{place}} 人口月报 {{period}}", ""],
    ["常住", "{{count.permanent}}"],
    ["流入", "{{count.incoming}}"],
    ["六十岁以上女性", "{{count.people where age>=60 and sex=f}}"],
    ["出租房", "{{count.dwellings where occupancy=let}}"],
    ["户数", "{{count.households}} 户"],
    ["本月重点工作", "{{ask.text 本月重点工作}}"],
]
ELDERLY = [
    ["姓名", "年龄", "电话"],
    ["{{list.people where age>=60 show name, age, phone?}}", "", ""],
    ["完", "", ""],
]


def filler(town: Township, path: str = COMMUNITY) -> Call:
    return town.clerk(path, FILLER)


def checker(town: Township, path: str = COMMUNITY) -> Call:
    promise(town.context, "checker")
    call = town.clerk(path, CHECKER)
    return replace(call, actor=replace(call.actor, id="checker"))


def template(
    town: Township,
    layout: list[list[str]],
    code: str = "monthly",
    period: Period = Period.MONTHLY,
    level: Level = Level.COMMUNITY,
) -> str:
    call = checker(town, "410602")
    return town.app.forms.templates.save(call, code, "人口月报", period, level, 5, "410602", layout)


def people(town: Township) -> list[str]:
    home = town.dwelling("501", occupancy=Occupancy.LET)
    old = town.register("王奶奶", home, born=date(1950, 1, 1), phone="13812345678")
    household = town.household_of(old)
    other = town.register("李爷爷", household_id=household, born=date(1960, 1, 1))
    guest = town.register(
        "张三", town.dwelling("502", NEXT_GRID), kind=ResidenceKind.INCOMING, reason=StayReason.WORK
    )
    return [old, other, guest]


def test_a_report_is_filled_at_once_and_only_the_rest_is_asked(any_town: Township) -> None:
    people(any_town)
    template(any_town, MONTHLY)

    made = any_town.app.forms.fill.fill(filler(any_town), code="monthly", path=COMMUNITY)

    shown = any_town.app.forms.see.one(filler(any_town), made)
    rows = rendered(shown.template, shown.form.content)
    assert [(row.kind.value, row.cells[0]) for row in rows if row.kind] == [("line", rows[0].cells[0])]
    assert [row.cells[1] for row in rows[1:]] == ["2", "1", str(_women(any_town)), "1", "2 户", ""]
    assert rows[0].cells[0].startswith("中山社区 人口月报 20")
    assert (shown.form.fields_filled, shown.form.fields_asked) == (7, 1)


def _women(town: Township) -> int:
    call = town.clerk()
    return sum(
        1
        for line in town.app.list_people(call, AskedPeople(), None, 9)[0]
        if line.dossier.person.sex == "f" and line.dossier.person.born_on.year <= 1960
    )


def test_a_form_is_answered_submitted_checked_and_closed_by_two(any_town: Township) -> None:
    people(any_town)
    template(any_town, MONTHLY)
    forms, call, other = any_town.app.forms, any_town.clerk(COMMUNITY, CHECKER), checker(any_town)
    made = forms.fill.fill(call, code="monthly", path=COMMUNITY)
    with pytest.raises(Invalid):
        forms.fill.submit(call, made, "")
    with pytest.raises(Invalid):
        forms.fill.answer(call, made, "", {"9.9.9": "x"})
    forms.fill.answer(call, made, "", {"6.1.0": "消防排查"})
    forms.fill.submit(call, made, "")
    with pytest.raises(OwnForm):
        forms.check(call, made, "", "check", "")
    with pytest.raises(Invalid):
        forms.check(other, made, "", "return", "")
    forms.check(other, made, "", "return", "数字不符")
    assert forms.see.one(call, made).form.content.note == "数字不符"
    assert forms.fill.fill(call, made) == made
    assert forms.see.one(call, made).form.content.answers == {"6.1.0": "消防排查"}
    forms.fill.submit(call, made, "")
    forms.check(other, made, "", "check", "")
    forms.check(other, made, "", "close", "")
    with pytest.raises(FormOver):
        forms.fill.fill(call, made)

    assert forms.see.figures(call, "") == {
        "forms": 1,
        "fields_filled": 7,
        "fields_asked": 1,
        "forms_saved": 0,
        "due": 0,
        "submitted": 0,
    }


def test_what_a_list_lacks_is_asked_and_goes_to_review(any_town: Township) -> None:
    old, other, _ = people(any_town)
    template(any_town, ELDERLY, "elderly", Period.NONE)
    call, forms = filler(any_town), any_town.app.forms
    made = forms.fill.fill(call, code="elderly", path=COMMUNITY)
    shown = forms.see.one(call, made)
    rows = rendered(shown.template, shown.form.content)
    assert [row.cells[0] for row in rows] == ["姓名", "王奶奶", "李爷爷", "完"]
    assert [row.kind.value for row in rows] == ["head", "", "", "line"]
    assert [row.cells[2] for row in rows[1:3]] == ["138****5678", ""]

    key = fact_key(other, "phone")
    forms.fill.answer(call, made, "", {key: "123"})
    with pytest.raises(Invalid) as wrong:
        forms.fill.submit(call, made, "")
    assert wrong.value.problems[0].field == f"answers.{key}"
    forms.fill.answer(call, made, "", {key: "13900001111"})
    forms.fill.submit(call, made, "")

    assert any_town.app.get_person(any_town.clerk(), other)[0].person.phone == ""
    after = forms.see.one(call, made).form
    assert after.content.answers[key] == "139****1111"
    queue = any_town.app.proposals.see.listed(checker(any_town), None, "", "", 9)
    assert [(each.proposal.person_id, each.proposal.reason) for each in queue] == [(other, "人口月报")]
    with any_town.context.database.read() as connection:
        stored = str(connection.execute(sa.select(form_table)).all())
    assert "王奶奶" not in stored
    assert "139****1111" not in stored
    assert old in str(after.content.lists)


def test_whoever_is_erased_is_taken_out_of_the_lists(any_town: Township) -> None:
    old, _, _ = people(any_town)
    template(any_town, ELDERLY, "elderly", Period.NONE)
    call = filler(any_town)
    made = any_town.app.forms.fill.fill(call, code="elderly", path=COMMUNITY)
    officer = any_town.clerk(COMMUNITY, ("*",))
    held = any_town.app.rights.export_person(officer, old, "本人申请")
    assert any("王奶奶" in str(part.rows) for part in held if part.part == "forms")

    any_town.app.rights.erase_person(officer, old, "mistake", "登记错误")

    assert "王奶奶" not in str(any_town.app.forms.see.one(call, made).form.content)


def test_forms_are_seen_by_those_alone_who_see_the_register_there(any_town: Township) -> None:
    people(any_town)
    template(any_town, MONTHLY)
    made = any_town.app.forms.fill.fill(filler(any_town), code="monthly", path=COMMUNITY)

    without = any_town.clerk(COMMUNITY, ("population.form.fill", "population.form.check"))
    for call in (filler(any_town, FAR_GRID), filler(any_town, GRID), without):
        with pytest.raises(FormNotFound):
            any_town.app.forms.see.one(call, made)
        assert any_town.app.forms.see.listed(call, None, "", "", 9) == []
    with pytest.raises(Forbidden):
        any_town.app.forms.fill.fill(filler(any_town, GRID), code="monthly", path=COMMUNITY)
    with pytest.raises(Invalid):
        any_town.app.forms.fill.fill(filler(any_town, GRID), code="monthly", path=GRID)


def test_reports_that_come_again_are_due_for_each_territory_once(any_town: Township) -> None:
    template(any_town, MONTHLY, level=Level.GRID)
    ask, see = any_town.app.forms.ask, any_town.app.forms.see

    first, again = ask(any_town.clock()), ask(any_town.clock())
    any_town.clock.advance(days=40)
    promise(any_town.context, "clerk")
    later = ask(any_town.clock())

    assert (first, again, later) == (3, 0, 3)
    mine = see.listed(filler(any_town, GRID), FormState.DUE, "", "", 9)
    assert [each.overdue for each in mine] == [False, True]
    assert mine[0].actions == ("fill",)


def test_templates_come_in_versions_and_are_retired(any_town: Township) -> None:
    template(any_town, MONTHLY)
    made = any_town.app.forms.fill.fill(filler(any_town), code="monthly", path=COMMUNITY)
    template(any_town, [["{{count.people}}"]])
    templates = any_town.app.forms.templates

    assert [each.version for each in templates.listed(filler(any_town))] == [2]
    assert any_town.app.forms.see.one(filler(any_town), made).template.version == 1
    with pytest.raises(Forbidden):
        templates.save(checker(any_town), "new", "新", Period.NONE, Level.GRID, 1, "410602", MONTHLY)
    with pytest.raises(TemplateNotFound):
        templates.save(checker(any_town), "monthly", "新", Period.NONE, Level.GRID, 1, COMMUNITY, MONTHLY)
    templates.retire(checker(any_town, "410602"), "monthly")
    with pytest.raises(TemplateNotFound):
        any_town.app.forms.fill.fill(filler(any_town), code="monthly", path=COMMUNITY)


def test_a_template_is_an_excel_file_and_a_filled_form_is_one(tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    book = Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write(1, 1, "常住 {{count.permanent}}")
    sheet.write(3, 0, "{{ask.day 会议日期}}")
    book.close()

    layout = checked(layout_of(path.read_bytes()))
    rows = [
        FilledRow(("人口月报", ""), RowKind.LINE),
        FilledRow(("姓名", "年龄"), RowKind.HEAD),
        FilledRow(("=1+1", "12")),
        FilledRow(("007", "")),
    ]
    file = workbook_of("表&1", rows)
    back = CalamineWorkbook.from_filelike(io.BytesIO(file)).get_sheet_by_index(0)

    assert [(item.key, item.text) for item in items_of(layout)] == [
        ("1.1.0", "count.permanent"),
        ("3.0.0", "ask.day 会议日期"),
    ]
    assert back.to_python() == [["人口月报", ""], ["姓名", "年龄"], ["=1+1", 12.0], ["007", ""]]
    assert back.merged_cell_ranges == [((0, 0), (0, 1))]
    long = workbook_of("表", [*rows, FilledRow(("说明" * 40, ""), RowKind.LINE)])
    with ZipFile(io.BytesIO(long)) as parts:
        heights = re.findall(rb'<row r="(\d+)"[^>]* ht="([\d.]+)"', parts.read("xl/worksheets/sheet1.xml"))
        assert heights == [(b"1", b"30"), (b"5", b"150")]  # joined cells grow by themselves no longer
    with ZipFile(io.BytesIO(file)) as parts:
        assert b"$2:$2</definedName>" in parts.read("xl/workbook.xml")  # the head, on every page
    with pytest.raises(Invalid):
        layout_of(b"no workbook")


@pytest.mark.parametrize(
    "text",
    [
        "{{count.religion}}",
        "{{count.people where religion=x}}",
        "{{count.people where age>=999}}",
        "{{count.dwellings where age>=3}}",
        "{{list.people show secret}}",
        "{{list.people show name?}}",
        "x {{list.people}}",
        "{{ask.text}}",
        "{{}}",
        "no placeholder",
    ],
)
def test_what_no_placeholder_is_is_said_with_its_cell(text: str) -> None:
    with pytest.raises(Invalid):
        items_of([[text]])


@given(st.lists(st.lists(st.text("{}.ab ?=count", max_size=30), max_size=5), max_size=8))
def test_no_template_breaks_the_reader(layout: list[list[str]]) -> None:
    found: tuple[str, ...] = ()
    try:
        items_of(checked(layout))
    except Invalid as refusal:
        found = tuple(each.field for each in refusal.problems)
    assert set(found) <= {"layout"}


def test_periods_have_names_and_ends() -> None:
    day = date(2026, 11, 23)
    assert [key_of(each, day) for each in Period] == ["", "2026-W48", "2026-11", "2026-Q4", "2026"]
    assert [due_on(each, day, 5) for each in Period] == [
        None,
        date(2026, 12, 4),
        date(2026, 12, 5),
        date(2027, 1, 5),
        date(2027, 1, 5),
    ]
    assert [letter(each) for each in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


@pytest.mark.parametrize(
    ("layout", "kinds"),
    [
        ([["姓名"], ["{{list.people show name}}"]], ["head", ""]),
        ([["名册"], ["姓名"], ["{{list.people show name}}"]], ["line", "head", ""]),
        ([["姓名", "电话"], ["{{list.people show name, phone}}"]], ["head", ""]),
        ([["老人", "{{count.people where age>=60}}"], ["{{list.people show name}}"]], ["", ""]),
        ([["", ""], ["{{list.people show name, phone}}"]], ["", ""]),
        ([["名册"], ["", "姓名"], ["", "{{list.people show name}}"]], ["line", "head", ""]),
        (
            [["甲", "乙"], ["{{list.people show name, phone}}"], ["{{list.dwellings show unit, room}}"]],
            ["head", "", ""],
        ),
    ],
)
def test_what_a_row_is_follows_from_the_template(layout: list[list[str]], kinds: list[str]) -> None:
    template = Template(
        id="t",
        code="t",
        version=1,
        title="表",
        period=Period.NONE,
        level=Level.COMMUNITY,
        due_day=1,
        path=COMMUNITY,
        layout=checked(layout),
        made_by_name="",
        made_at=datetime(2026, 11, 24, tzinfo=UTC),
    )

    assert [row.kind.value for row in rendered(template, Content())] == kinds
