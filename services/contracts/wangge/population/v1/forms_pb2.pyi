import datetime

from google.api import annotations_pb2 as _annotations_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from wangge.options.v1 import options_pb2 as _options_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class FormRow(_message.Message):
    __slots__ = ("cells",)
    CELLS_FIELD_NUMBER: _ClassVar[int]
    cells: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, cells: _Optional[_Iterable[str]] = ...) -> None: ...

class FilledRow(_message.Message):
    __slots__ = ("cells", "kind")
    CELLS_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    cells: _containers.RepeatedScalarFieldContainer[str]
    kind: str
    def __init__(self, cells: _Optional[_Iterable[str]] = ..., kind: _Optional[str] = ...) -> None: ...

class FormTemplate(_message.Message):
    __slots__ = ("code", "version", "title", "period", "level", "due_day", "territory_code", "territory_name", "layout", "made_by_name", "make_time", "retired", "bound", "asked", "may_edit")
    CODE_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    DUE_DAY_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    LAYOUT_FIELD_NUMBER: _ClassVar[int]
    MADE_BY_NAME_FIELD_NUMBER: _ClassVar[int]
    MAKE_TIME_FIELD_NUMBER: _ClassVar[int]
    RETIRED_FIELD_NUMBER: _ClassVar[int]
    BOUND_FIELD_NUMBER: _ClassVar[int]
    ASKED_FIELD_NUMBER: _ClassVar[int]
    MAY_EDIT_FIELD_NUMBER: _ClassVar[int]
    code: str
    version: int
    title: str
    period: str
    level: str
    due_day: int
    territory_code: str
    territory_name: str
    layout: _containers.RepeatedCompositeFieldContainer[FormRow]
    made_by_name: str
    make_time: _timestamp_pb2.Timestamp
    retired: bool
    bound: int
    asked: int
    may_edit: bool
    def __init__(self, code: _Optional[str] = ..., version: _Optional[int] = ..., title: _Optional[str] = ..., period: _Optional[str] = ..., level: _Optional[str] = ..., due_day: _Optional[int] = ..., territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., layout: _Optional[_Iterable[_Union[FormRow, _Mapping]]] = ..., made_by_name: _Optional[str] = ..., make_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., retired: _Optional[bool] = ..., bound: _Optional[int] = ..., asked: _Optional[int] = ..., may_edit: _Optional[bool] = ...) -> None: ...

class FormQuestion(_message.Message):
    __slots__ = ("key", "title", "kind", "answer", "about", "field", "proposed")
    KEY_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    ABOUT_FIELD_NUMBER: _ClassVar[int]
    FIELD_FIELD_NUMBER: _ClassVar[int]
    PROPOSED_FIELD_NUMBER: _ClassVar[int]
    key: str
    title: str
    kind: str
    answer: str
    about: str
    field: str
    proposed: bool
    def __init__(self, key: _Optional[str] = ..., title: _Optional[str] = ..., kind: _Optional[str] = ..., answer: _Optional[str] = ..., about: _Optional[str] = ..., field: _Optional[str] = ..., proposed: _Optional[bool] = ...) -> None: ...

class Form(_message.Message):
    __slots__ = ("id", "template_code", "template_version", "title", "territory_code", "territory_name", "period_key", "due_on", "state", "overdue", "filled_by_name", "fill_time", "checked_by_name", "fields_filled", "fields_asked", "rows", "questions", "note", "etag", "actions")
    ID_FIELD_NUMBER: _ClassVar[int]
    TEMPLATE_CODE_FIELD_NUMBER: _ClassVar[int]
    TEMPLATE_VERSION_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    PERIOD_KEY_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    OVERDUE_FIELD_NUMBER: _ClassVar[int]
    FILLED_BY_NAME_FIELD_NUMBER: _ClassVar[int]
    FILL_TIME_FIELD_NUMBER: _ClassVar[int]
    CHECKED_BY_NAME_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FILLED_FIELD_NUMBER: _ClassVar[int]
    FIELDS_ASKED_FIELD_NUMBER: _ClassVar[int]
    ROWS_FIELD_NUMBER: _ClassVar[int]
    QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    id: str
    template_code: str
    template_version: int
    title: str
    territory_code: str
    territory_name: str
    period_key: str
    due_on: str
    state: str
    overdue: bool
    filled_by_name: str
    fill_time: _timestamp_pb2.Timestamp
    checked_by_name: str
    fields_filled: int
    fields_asked: int
    rows: _containers.RepeatedCompositeFieldContainer[FilledRow]
    questions: _containers.RepeatedCompositeFieldContainer[FormQuestion]
    note: str
    etag: str
    actions: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, id: _Optional[str] = ..., template_code: _Optional[str] = ..., template_version: _Optional[int] = ..., title: _Optional[str] = ..., territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., period_key: _Optional[str] = ..., due_on: _Optional[str] = ..., state: _Optional[str] = ..., overdue: _Optional[bool] = ..., filled_by_name: _Optional[str] = ..., fill_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., checked_by_name: _Optional[str] = ..., fields_filled: _Optional[int] = ..., fields_asked: _Optional[int] = ..., rows: _Optional[_Iterable[_Union[FilledRow, _Mapping]]] = ..., questions: _Optional[_Iterable[_Union[FormQuestion, _Mapping]]] = ..., note: _Optional[str] = ..., etag: _Optional[str] = ..., actions: _Optional[_Iterable[str]] = ...) -> None: ...

class SaveTemplateRequest(_message.Message):
    __slots__ = ("code", "title", "period", "level", "due_day", "territory_code", "layout", "file", "request_id")
    CODE_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    DUE_DAY_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    LAYOUT_FIELD_NUMBER: _ClassVar[int]
    FILE_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    code: str
    title: str
    period: str
    level: str
    due_day: int
    territory_code: str
    layout: _containers.RepeatedCompositeFieldContainer[FormRow]
    file: bytes
    request_id: str
    def __init__(self, code: _Optional[str] = ..., title: _Optional[str] = ..., period: _Optional[str] = ..., level: _Optional[str] = ..., due_day: _Optional[int] = ..., territory_code: _Optional[str] = ..., layout: _Optional[_Iterable[_Union[FormRow, _Mapping]]] = ..., file: _Optional[bytes] = ..., request_id: _Optional[str] = ...) -> None: ...

class RetireTemplateRequest(_message.Message):
    __slots__ = ("code", "request_id")
    CODE_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    code: str
    request_id: str
    def __init__(self, code: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class GetTemplateRequest(_message.Message):
    __slots__ = ("code",)
    CODE_FIELD_NUMBER: _ClassVar[int]
    code: str
    def __init__(self, code: _Optional[str] = ...) -> None: ...

class ListTemplatesRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListTemplatesResponse(_message.Message):
    __slots__ = ("templates",)
    TEMPLATES_FIELD_NUMBER: _ClassVar[int]
    templates: _containers.RepeatedCompositeFieldContainer[FormTemplate]
    def __init__(self, templates: _Optional[_Iterable[_Union[FormTemplate, _Mapping]]] = ...) -> None: ...

class FillFormRequest(_message.Message):
    __slots__ = ("id", "template_code", "territory_code", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    TEMPLATE_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    template_code: str
    territory_code: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., template_code: _Optional[str] = ..., territory_code: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class AnswerFormRequest(_message.Message):
    __slots__ = ("id", "etag", "answers", "request_id")
    class AnswersEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    ANSWERS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    answers: _containers.ScalarMap[str, str]
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., answers: _Optional[_Mapping[str, str]] = ..., request_id: _Optional[str] = ...) -> None: ...

class SubmitFormRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class DecideFormRequest(_message.Message):
    __slots__ = ("id", "etag", "decision", "note", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    decision: str
    note: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., decision: _Optional[str] = ..., note: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class GetFormRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListFormsRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "state", "territory_code")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    state: str
    territory_code: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., state: _Optional[str] = ..., territory_code: _Optional[str] = ...) -> None: ...

class ListFormsResponse(_message.Message):
    __slots__ = ("forms", "next_page_token")
    FORMS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    forms: _containers.RepeatedCompositeFieldContainer[Form]
    next_page_token: str
    def __init__(self, forms: _Optional[_Iterable[_Union[Form, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ExportFormRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ExportFormResponse(_message.Message):
    __slots__ = ("file_name", "data")
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    DATA_FIELD_NUMBER: _ClassVar[int]
    file_name: str
    data: bytes
    def __init__(self, file_name: _Optional[str] = ..., data: _Optional[bytes] = ...) -> None: ...

class GetFormFiguresRequest(_message.Message):
    __slots__ = ("territory_code",)
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    def __init__(self, territory_code: _Optional[str] = ...) -> None: ...

class FormFigures(_message.Message):
    __slots__ = ("forms", "fields_filled", "fields_asked", "forms_saved", "due", "submitted")
    FORMS_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FILLED_FIELD_NUMBER: _ClassVar[int]
    FIELDS_ASKED_FIELD_NUMBER: _ClassVar[int]
    FORMS_SAVED_FIELD_NUMBER: _ClassVar[int]
    DUE_FIELD_NUMBER: _ClassVar[int]
    SUBMITTED_FIELD_NUMBER: _ClassVar[int]
    forms: int
    fields_filled: int
    fields_asked: int
    forms_saved: int
    due: int
    submitted: int
    def __init__(self, forms: _Optional[int] = ..., fields_filled: _Optional[int] = ..., fields_asked: _Optional[int] = ..., forms_saved: _Optional[int] = ..., due: _Optional[int] = ..., submitted: _Optional[int] = ...) -> None: ...
