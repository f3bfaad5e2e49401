"""Puts together what watches over cases: supervision, board, screening, statistics, exports, imports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from services.cases.adapters.handling_times import HandlingTimes
from services.cases.adapters.indexing import CaseIndex
from services.cases.adapters.map_clusters import MapClusters
from services.cases.adapters.oversight.board import BoardStore
from services.cases.adapters.oversight.comments import CommentStore
from services.cases.adapters.oversight.desk import StoredCaseDesk
from services.cases.adapters.oversight.exports import ExportStore, MaskedRows
from services.cases.adapters.oversight.imported_cases import CaseMaker
from services.cases.adapters.oversight.imports import ImportStore
from services.cases.adapters.oversight.orders import OrderStore, next_number
from services.cases.adapters.oversight.screenings import ScreeningStore
from services.cases.adapters.reply_templates import ReplyTemplateStore
from services.cases.adapters.statistics_reader import CountReader
from services.cases.adapters.statistics_store import Folding, Rebuilding
from services.cases.adapters.statistics_sums import SumReader
from services.cases.application import reply_templates
from services.cases.application.oversight import (
    applying,
    board,
    comments,
    exports,
    imports,
    orders,
    screenings,
    staging,
)
from services.cases.application.oversight.clustering import ClusterCases
from services.cases.application.oversight.simulation import SimulateCase
from services.cases.application.oversight.statistics import CountCases
from services.cases.application.oversight.sums import SumCases
from services.cases.domain import loop as steps
from services.cases.loop_parts import Loop
from services.kernel.call import Call, system_call
from services.kernel.rpc.messages import Messages
from services.kernel.runtime.context import Job, ServiceContext

_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Oversight:
    """Commands and queries of oversight."""

    book: orders.OrderBook
    problem_orders: orders.RuleOrders
    issue: orders.IssueOrder
    sign: orders.SignOrder
    reply: orders.ReplyOrder
    decide_reply: orders.DecideReply
    urge: orders.UrgeOrder
    end: orders.EndOrder
    get_order: orders.GetOrder
    list_orders: orders.ListOrders
    sweep_orders: orders.SweepOrders
    add_comment: comments.AddComment
    answer_comment: comments.AnswerComment
    list_comments: comments.ListComments
    compile_dossier: comments.CompileDossier
    put_on_board: board.PutOnBoard
    move_board_item: board.MoveBoardItem
    get_board_item: board.GetBoardItem
    list_board: board.ListBoard
    sweep_board: board.SweepBoard
    get_screening: screenings.GetScreening
    list_screenings: screenings.ListScreenings
    start_screening: screenings.StartScreening
    report_screening: screenings.ReportScreening
    decide_screening: screenings.DecideScreening
    open_cycles: screenings.OpenCycles
    sweep_screenings: screenings.SweepScreenings
    count: CountCases
    sum: SumCases
    handling_times: HandlingTimes
    cluster: ClusterCases
    folding: Folding
    rebuilding: Rebuilding
    simulate: SimulateCase
    request_export: exports.RequestExport
    decide_export: exports.DecideExport
    get_export: exports.GetExport
    list_exports: exports.ListExports
    build_exports: exports.BuildExports
    export_file: exports.GetExportFile
    export_rows: MaskedRows
    stage_import: staging.StageImport
    get_import: staging.GetImport
    accept_import: applying.AcceptImport
    resume_imports: applying.ResumeImports
    discard_import: applying.DiscardImport
    undo_import: applying.UndoImport
    list_imports: applying.ListImports
    import_rejects: applying.GetRejects
    put_reply_template: reply_templates.PutReplyTemplate
    get_reply_template: reply_templates.GetReplyTemplate
    list_reply_templates: reply_templates.ListReplyTemplates
    delete_reply_template: reply_templates.DeleteReplyTemplate
    messages: Messages

    def jobs(self, context: ServiceContext) -> Sequence[Job]:
        """Timed work; the module is imported when asked for."""
        from services.cases.entrypoints.schedule_oversight import jobs

        return jobs(self)


def build_oversight(context: ServiceContext, loop: Loop) -> Oversight:
    """Oversight over the loop's parts; hangs the rule of three into the loop's commands (CASE-37)."""
    new_uow, new_id, clock, around = context.new_uow, context.new_id, context.clock, loop.directory
    messages = Messages.load([_HERE])
    desk = StoredCaseDesk(loop.store)
    book = orders.OrderBook(new_uow, OrderStore(), desk, around, next_number, new_id)
    said, listed, cycles, asked = CommentStore(), BoardStore(), ScreeningStore(), ExportStore()
    rows = MaskedRows(context.database, loop.people, clock)
    staged, sentences = ImportStore(context.cipher), ReplyTemplateStore()
    maker = CaseMaker(loop.store, staged, CaseIndex(), loop.people, around, loop.numbers, new_id)
    accept = applying.AcceptImport(new_uow, staged, maker, around, clock)
    problem_orders = orders.RuleOrders(book)
    loop.desk.hooks.problem_orders = problem_orders
    sums = SumReader(context.database)
    return Oversight(
        book=book,
        problem_orders=problem_orders,
        issue=orders.IssueOrder(book),
        sign=orders.SignOrder(book),
        reply=orders.ReplyOrder(book),
        decide_reply=orders.DecideReply(book),
        urge=orders.UrgeOrder(book),
        end=orders.EndOrder(book),
        get_order=orders.GetOrder(book),
        list_orders=orders.ListOrders(book),
        sweep_orders=orders.SweepOrders(book, _system),
        add_comment=comments.AddComment(new_uow, said, desk, new_id),
        answer_comment=comments.AnswerComment(new_uow, said, desk),
        list_comments=comments.ListComments(new_uow, said, desk),
        compile_dossier=comments.CompileDossier(new_uow, said, OrderStore(), desk, around, new_id),
        put_on_board=board.PutOnBoard(new_uow, listed, desk, around, next_number, new_id),
        move_board_item=board.MoveBoardItem(new_uow, listed),
        get_board_item=board.GetBoardItem(new_uow, listed),
        list_board=board.ListBoard(new_uow, listed),
        sweep_board=board.SweepBoard(new_uow, listed, _system),
        get_screening=screenings.GetScreening(new_uow, cycles),
        list_screenings=screenings.ListScreenings(new_uow, cycles),
        start_screening=screenings.StartScreening(new_uow, cycles),
        report_screening=screenings.ReportScreening(new_uow, cycles),
        decide_screening=screenings.DecideScreening(new_uow, cycles),
        open_cycles=screenings.OpenCycles(new_uow, cycles, new_id, _system),
        sweep_screenings=screenings.SweepScreenings(new_uow, cycles, _system),
        count=CountCases(CountReader(context.database, sums), around, clock),
        sum=SumCases(sums, around),
        handling_times=HandlingTimes(context.database, loop.directory),
        cluster=ClusterCases(MapClusters(context.database), clock),
        folding=Folding(context.database),
        rebuilding=Rebuilding(context.database),
        simulate=SimulateCase(around),
        request_export=exports.RequestExport(new_uow, asked, rows, new_id),
        decide_export=exports.DecideExport(new_uow, asked),
        get_export=exports.GetExport(new_uow, asked),
        list_exports=exports.ListExports(new_uow, asked),
        build_exports=exports.BuildExports(new_uow, asked, rows, context.files, _system),
        export_file=exports.GetExportFile(new_uow, asked, context.files),
        export_rows=rows,
        stage_import=staging.StageImport(
            new_uow,
            staged,
            around,
            context.files,
            imports.MappingShelf(_HERE / "adapters" / "seed" / "mappings"),
            new_id,
            messages.text,
        ),
        get_import=staging.GetImport(new_uow, staged),
        accept_import=accept,
        resume_imports=applying.ResumeImports(new_uow, staged, accept, _system),
        discard_import=applying.DiscardImport(new_uow, staged),
        undo_import=applying.UndoImport(new_uow, staged, maker),
        list_imports=applying.ListImports(new_uow, staged),
        import_rejects=applying.GetRejects(new_uow, staged, context.files),
        put_reply_template=reply_templates.PutReplyTemplate(new_uow, sentences, steps.VERBS, new_id),
        get_reply_template=reply_templates.GetReplyTemplate(new_uow, sentences),
        list_reply_templates=reply_templates.ListReplyTemplates(new_uow, sentences, desk, book.responsible),
        delete_reply_template=reply_templates.DeleteReplyTemplate(new_uow, sentences),
        messages=messages,
    )


def _system() -> Call:
    return system_call("cases")
