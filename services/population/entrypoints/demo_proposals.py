"""Change requests that wait, and two reports: the month's figures, and those aged 60 and over."""

from __future__ import annotations

import io
from dataclasses import replace

from PIL import Image, ImageDraw

from services.kernel.call import Actor, Call, Grant, Realm
from services.population.application.proposals.making import Collected
from services.population.application.views.ports import AskedDwellings, AskedPeople
from services.population.bootstrap import Application
from services.population.domain.forms.periods import Level, Period
from services.population.domain.proposals import ProposalKind

_PERMISSIONS = frozenset(
    {
        "population.register.view",
        "population.proposal.make",
        "population.form.fill",
        "population.form.edit",
    }
)
_MONTHLY = [
    ["{{place}}人口情况月报（{{period}}）", "", "", ""],
    ["项目", "数量", "项目", "数量"],
    ["户数", "{{count.households}}", "人口总数", "{{count.people}}"],
    ["常住人口", "{{count.permanent}}", "流入人口", "{{count.incoming}}"],
    ["挂户人口", "{{count.registered_only}}", "其中：经商务工", "{{count.incoming where reason=work}}"],
    ["男", "{{count.male}}", "女", "{{count.female}}"],
    [
        "60 岁及以上",
        "{{count.people where age>=60}}",
        "14 岁及以下",
        "{{count.people where age<=14}}",
    ],
    ["房屋套数", "{{count.dwellings}}", "其中：出租", "{{count.dwellings where occupancy=let}}"],
    ["本月走访入户次数", "{{ask.number 本月走访入户次数}}", "本月重点工作", "{{ask.text 本月重点工作}}"],
    ["填报人", "{{filler}}", "填报日期", "{{today}}"],
]
_ELDERLY = [
    ["{{place}} 60 岁及以上居民名册", "", "", "", "", "", ""],
    ["姓名", "性别", "年龄", "与户主关系", "所在网格", "住址", "联系电话"],
    ["{{list.people where age>=60 show name, sex, age, relation, grid, address, phone?}}"] + [""] * 6,
    ["填报人：{{filler}}", "", "", "", "", "", "{{today}}"],
]


def tell(application: Application, worker: str, name: str, community: str) -> None:
    """Three proposals that wait, two templates, one form filled and one due."""
    call = _call_of(worker, name, community)
    people = application.list_people(call, AskedPeople(community), None, 20)[0]
    homes = application.list_dwellings(call, AskedDwellings(community), None, 20)[0]
    living = [each.dossier for each in people if each.dossier.lives is not None]
    if len(living) < 3 or not homes:
        return
    for collected in (
        Collected(
            ProposalKind.CORRECT_PERSON,
            {"phone": "13903920086"},
            person_id=living[0].person.id,
            reason="入户时本人说已换号",
            evidence_ids=(_picture(application, call),),
        ),
        Collected(
            ProposalKind.MOVE_OUT,
            {"destination": "郑州市"},
            person_id=living[2].person.id,
            reason="邻居反映已搬走，电话向本人核实",
        ),
        Collected(
            ProposalKind.CORRECT_DWELLING,
            {"occupancy": "let" if homes[0].occupancy != "let" else "vacant", "area": "96.5"},
            dwelling_id=homes[0].id,
            reason="现场查看",
        ),
    ):
        application.proposals.make(call, replace(collected, checked=True))
    office = _call_of(worker, name, community[:9])
    save = application.forms.templates.save
    save(office, "monthly-people", "人口情况月报", Period.MONTHLY, Level.COMMUNITY, 5, community, _MONTHLY)
    save(office, "aged-60", "60 岁及以上居民名册", Period.NONE, Level.COMMUNITY, 5, community, _ELDERLY)
    application.forms.fill.fill(call, code="aged-60", path=community)
    application.forms.ask(application.list_people.now())


def _picture(application: Application, call: Call) -> str:
    """Of a form that somebody filled in; drawn, for it names nobody."""
    paper = Image.new("RGB", (640, 420), "#f7f4ea")
    draw = ImageDraw.Draw(paper)
    draw.rectangle((24, 24, 616, 396), outline="#8a8577", width=2)
    for line in range(6):
        draw.line((56, 96 + line * 46, 584 - 70 * (line % 3), 96 + line * 46), fill="#b4ae9e", width=3)
    draw.line([(430, 330), (460, 300), (480, 345), (520, 310), (570, 335)], fill="#26324a", width=4)
    file = io.BytesIO()
    paper.save(file, "JPEG", quality=80)
    return application.add_evidence(call, file.getvalue(), "信息变更登记表.jpg").id


def _call_of(account_id: str, name: str, path: str) -> Call:
    grant = Grant(role="grid_worker", permissions=_PERMISSIONS, territory=path)
    return Call(actor=Actor(id=account_id, name=name, realm=Realm.STAFF, grants=(grant,)), origin="demo")
