"""Values by which a person recognises a column, and the text of a mapping."""

from __future__ import annotations

import tomllib
from pathlib import Path

from services.kernel.tabular import Mapping, mapping_text, open_table, samples


def test_the_first_different_values_of_a_column_are_shown_and_long_ones_cut(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    lines = ["姓名,备注,空", "张三,一,", "张三,二,", "李四," + "长" * 60 + ",", "王五,三,", "赵六,四,"]
    path.write_text("\n".join(lines), "utf-8")

    found = samples(open_table(path))

    assert found["姓名"] == ["张三", "李四", "王五"]
    assert found["备注"] == ["一", "二", "长" * 39 + "…"]
    assert found["空"] == []


def test_a_mapping_is_written_as_the_text_that_is_read() -> None:
    columns = {"name": '姓名 "全称"\t\x7f\\\n', "login": "登录名", "odd": "[x] = 'y' # z"}

    read = Mapping.from_dict(tomllib.loads(mapping_text(columns)))

    assert {name: source.columns for name, source in read.fields.items()} == {
        name: (column,) for name, column in columns.items()
    }
    assert mapping_text({}) == ""
