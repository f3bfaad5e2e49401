"""Rented dwellings: the register, one of them with its checks and defects, and the check itself (POP-18)."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, render_template, request

from services.kernel.errors import Exhausted, Invalid
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs, peer
from services.kernel.web.texts import Text, t
from services.population.edge import acts, incomer_words, register, words
from services.population.edge.lookups import dwelling_title, dwellings_address
from services.population.edge.paged import asked_state, paged
from services.population.edge.people import places
from services.population.edge.register import asked_code
from services.population.edge.saving import saved
from wangge.population.v1 import register_pb2, rentals_pb2_grpc
from wangge.population.v1 import rentals_pb2 as pb

HOME = "/population/rentals"
EDIT = "population.rental.edit"


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    both = ["GET", "POST"]
    blueprint.add_url_rule("/rentals", view_func=rentals)
    blueprint.add_url_rule("/rentals/new", view_func=report_rental, methods=both)
    blueprint.add_url_rule("/rentals/<rental>", view_func=rental_page)
    blueprint.add_url_rule("/rentals/<rental>/plate", view_func=plate_rental, methods=both)
    blueprint.add_url_rule("/rentals/<rental>/letter", view_func=rental_letter)
    blueprint.add_url_rule("/rentals/<rental>/check", view_func=check_rental, methods=both)
    blueprint.add_url_rule("/rentals/<rental>/step", view_func=rental_step, methods=["POST"])


def stub() -> Any:
    """Rented dwellings with the reader's rights."""
    return peer(rentals_pb2_grpc.RentalServiceStub, "population")


def items() -> dict[str, Text]:
    """What is looked at, by code."""
    found = stub().ListCheckItems(pb.ListCheckItemsRequest()).items
    return {each.code: Text(each.title_zh, each.title_en) for each in found}


@needs(EDIT)
def rentals() -> str:
    """Of a place by state."""
    code, state = asked_code(), asked_state(incomer_words.RENTAL_STATES)
    asked = pb.ListRentalsRequest(territory_code=code, state=state)  # type: ignore[arg-type]
    fields = {"territory": code, "state": str(state or "")}
    found, addresses = paged(asked, stub().ListRentals, "rentals", fields)
    return render_template(
        "population/rentals.html",
        rentals=found.rentals,
        code=code,
        state=state,
        places=places(code, EDIT),
        titles=incomer_words,
        words=words,
        today=register.today().isoformat(),
        **addresses,
    )


@needs(EDIT)
def report_rental() -> Any:
    """A dwelling is let."""
    own = [each[:12] for each in register.own_codes(EDIT) if each]
    fields = [
        Field(
            "dwelling_id",
            Text("哪套房屋", "Which dwelling"),
            "lookup",
            required=True,
            source=dwellings_address(next(iter(own), "")),
            titled=dwelling_title,
            placeholder=Text("输入楼栋和房号，如：1号楼 501", "Building and room, such as 1号楼 501"),
        ),
        Field("landlord_name", Text("房东姓名", "Landlord's name"), short=True),
        Field("landlord_phone", Text("房东电话", "Landlord's phone"), "phone"),
        Field("lease_from", Text("租期自", "Lease from"), "date"),
        Field("lease_to", Text("租期至", "Lease to"), "date"),
        Field(
            "unlicensed",
            Text("走访发现，出租前未申报", "Let without being reported"),
            "check",
        ),
    ]
    return acts.answered(
        Form(pb.ReportRentalRequest(), fields, {"dwelling_id": request.args.get("dwelling", "")[:40]}),
        stub().ReportRental,
        lambda made: f"{HOME}/{made.id}",
        title=t("登记出租房屋", "Register a rented dwelling"),
        said=t("已登记", "Registered"),
        told=t(
            "登记后上门核实，签订安全责任书并挂牌。",
            "Then it is verified, the safety letter signed and the plate hung.",
        ),
        back=HOME,
    )


@needs(EDIT)
def rental_page(rental: str) -> str:
    """One with its checks and defects."""
    found = stub().GetRental(pb.GetRentalRequest(id=rental))
    return render_template(
        "population/rental.html", rental=found, items=items(), titles=incomer_words, words=words
    )


@needs(EDIT)
def plate_rental(rental: str) -> Any:
    """The safety letter is signed and the plate hangs."""
    found = stub().GetRental(pb.GetRentalRequest(id=rental))
    fields = [
        acts.ETAG,
        Field("plate", Text("门牌编号", "Number on the plate"), "code", required=True),
        Field(
            "letter",
            Text("签字的安全责任书", "The signed safety letter"),
            "files",
            required=False,
            apart=True,
            accept=acts.FILES,
            help=Text(
                "照片或扫描件。责任书只写明法定安全责任。",
                "Picture or scan; it states statutory duties alone.",
            ),
        ),
    ]
    form = Form(pb.PlateRentalRequest(id=rental), fields, {"etag": found.etag})
    return acts.answered(
        form,
        stub().PlateRental,
        lambda made: f"{HOME}/{made.id}",
        title=t("签责任书、挂牌", "Letter and plate"),
        said=t("已挂牌", "The plate hangs"),
        about=found.address,
        back=f"{HOME}/{rental}",
        check=put_letter,
    )


@needs(EDIT)
def rental_letter(rental: str) -> Response:
    """The signed letter, as it was added."""
    found = stub().GetRentalLetter(pb.GetRentalRequest(id=rental))
    return saved(found.data, found.content_type, t("安全责任书", "safety-letter"))


@needs(EDIT)
def check_rental(rental: str) -> Any:
    """Tick what is not in order."""
    found = stub().GetRental(pb.GetRentalRequest(id=rental))
    options = list(items().items())
    fields = [
        acts.ETAG,
        Field("check_id", Text("", ""), "hidden", initial=str(uuid.uuid4())),
        Field(
            "failed",
            Text("哪些不合格", "What is not in order"),
            "choices",
            options,
            help=Text("全部合格就都不勾。", "Tick nothing when all is well."),
        ),
    ]
    return acts.answered(
        Form(pb.CheckRentalRequest(id=rental), fields, {"etag": found.etag}),
        stub().CheckRental,
        lambda made: f"{HOME}/{made.id}",
        title=t("安全检查", "Safety check"),
        said=t("检查已记录", "The check was recorded"),
        told=t(
            "勾选的成为隐患，按期限整改；消防通道隐患逾期会自动生成案件。",
            "What is ticked is to be put right in time; a blocked fire exit that is not becomes a case.",
        ),
        about=found.address,
        back=f"{HOME}/{rental}",
    )


@needs(EDIT)
def rental_step(rental: str) -> Any:
    """One button: verify, rectify, end."""
    verb, etag = request.form.get("verb", ""), request.form.get("etag", "")[:40]
    if verb == "verify":
        stub().VerifyRental(pb.RentalStepRequest(id=rental, etag=etag))
    elif verb == "rectify":
        defect = request.form.get("defect", "")[:40]
        stub().RectifyDefect(pb.RectifyDefectRequest(id=rental, etag=etag, defect_id=defect))
    else:
        stub().EndRental(pb.RentalStepRequest(id=rental, etag=etag))
    return done(f"{HOME}/{rental}", t("已记录", "Recorded"))


def put_letter(form: Form[Any], into: str = "letter_file_id") -> None:
    """The file is added first; its id goes into the message."""
    files = form.files("letter")
    if not files:
        form.wrong("letter", t("请上传签字的责任书", "Add the signed letter"))
        return
    file = files[0]
    asked = register_pb2.AddEvidenceRequest(
        file_name=(file.filename or "letter")[-200:],
        data=file.read(),
        request_id=str(uuid.uuid4()),
    )
    try:
        setattr(form.message, into, register.stub().AddEvidence(asked).id)
    except (Invalid, Exhausted) as refusal:
        form.wrong("letter", refusal.said or refusal.code)
