"""Forms of pages: what cannot be drawn is an error and no empty form."""

from __future__ import annotations

import pytest
from flask import Flask, render_template_string

from services.kernel.web.forms import Field, Form
from services.kernel.web.texts import Text
from wangge.cases.v1 import supervision_pb2 as pb


def test_a_field_whose_options_fail_is_an_error_and_no_form_without_fields() -> None:
    def options() -> list[tuple[str, str]]:
        return [(each.id, each.title) for each in (object(),)]  # type: ignore[attr-defined]

    form = Form(pb.PutOnBoardRequest(), [Field("title", Text("事项", "Matter"), "choice", options)])

    with Flask("pages").test_request_context(), pytest.raises(RuntimeError, match="cannot be drawn"):
        render_template_string("{% for each in form.fields %}{{ each.name }}{% endfor %}", form=form)


@pytest.mark.parametrize(
    ("spec", "half"),
    [
        (Field("name", Text("姓名", "Name")), False),
        (Field("name", Text("姓名", "Name"), short=True), True),
        (Field("from_day", Text("自", "From"), "date"), True),
        (Field("kind", Text("类型", "Kind"), "choice", short=False), False),
    ],
)
def test_short_values_take_half_the_width_unless_said_otherwise(spec: Field, half: bool) -> None:
    assert spec.half is half
