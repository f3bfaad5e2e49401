"""Reading and writing other people's tables: CSV files and spreadsheets, for imports and exports."""

from services.kernel.tabular.export import Column, write_csv, write_xlsx
from services.kernel.tabular.mapping import (
    Decision,
    FieldSource,
    Mapping,
    Suggestion,
    TargetField,
    mapping_text,
    suggest,
)
from services.kernel.tabular.reading import Row, Table, open_table
from services.kernel.tabular.rejects import RejectWriter
from services.kernel.tabular.samples import samples
from services.kernel.tabular.template import write_template

__all__ = [
    "Column",
    "Decision",
    "FieldSource",
    "Mapping",
    "RejectWriter",
    "Row",
    "Suggestion",
    "Table",
    "TargetField",
    "mapping_text",
    "open_table",
    "samples",
    "suggest",
    "write_csv",
    "write_template",
    "write_xlsx",
]
