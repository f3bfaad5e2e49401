"""Puts the case loop together: stores, commands, queries and what time and the directory do."""

from __future__ import annotations

from dataclasses import dataclass

from services.cases.adapters import projections
from services.cases.adapters.arriving import ArrivingFiles
from services.cases.adapters.backlog import CaseBacklog
from services.cases.adapters.cases import CaseStore
from services.cases.adapters.directory import Directory
from services.cases.adapters.disputes import SealedDisputes
from services.cases.adapters.indexing import CaseIndex
from services.cases.adapters.news import NewsShelf
from services.cases.adapters.numbers import Numbers
from services.cases.adapters.people import SealedPeople
from services.cases.adapters.reading import Reading
from services.cases.adapters.receipts import SealedReceipts
from services.cases.adapters.saved_filters import AnswerableFilters, SavedFilterStore
from services.cases.adapters.time_left import TimeLeft
from services.cases.adapters.uploads import Uploads
from services.cases.adapters.viewing import MaskedViews
from services.cases.adapters.watching import Watcher
from services.cases.application import news, queries, saved_filters
from services.cases.application.commands import (
    assignment,
    closing,
    evidence,
    grid,
    receipts,
    report,
    reporters,
    screening,
    uploading,
    work,
)
from services.cases.application.desk import Desk, Hooks
from services.cases.application.heard import Heard
from services.cases.application.joint_checks import OpenFromJointCheck
from services.cases.application.safety_defects import OpenFromRentalDefect, OpenFromSafetyDefect
from services.cases.application.sweeps import RefreshCases, TickCases
from services.kernel.runtime.context import ServiceContext
from wangge.cases.v1 import cases_pb2


@dataclass(frozen=True)
class Loop:
    """Commands and queries of the loop, and the parts others build on."""

    context: ServiceContext
    desk: Desk
    room: queries.Room
    directory: Directory
    store: CaseStore
    people: SealedPeople
    reading: Reading
    numbers: Numbers
    uploads: Uploads
    backlog: CaseBacklog
    watcher: Watcher
    heard: Heard
    time_left: TimeLeft
    tick: TickCases
    refresh: RefreshCases

    report: report.ReportCase
    open_from_rental_defect: OpenFromRentalDefect
    open_from_safety_defect: OpenFromSafetyDefect
    open_from_joint_check: OpenFromJointCheck
    settle: grid.SettleOnSpot
    confirm: grid.ConfirmSettled
    submit: grid.SubmitCase
    file: screening.FileCase
    return_case: screening.ReturnCase
    resubmit: screening.ResubmitCase
    reject: screening.RejectCase
    merge: screening.MergeCase
    change_category: screening.ChangeCategory
    take: assignment.TakeCase
    assign: assignment.AssignCase
    sign: assignment.SignForCase
    send_back: assignment.SendBackCase
    transfer: assignment.TransferCase
    escalate: assignment.EscalateCase
    push_down: assignment.PushDownCase
    hand_to_emergency: assignment.HandToEmergency
    progress: work.AddProgress
    request_extension: work.RequestExtension
    request_suspension: work.RequestSuspension
    decide_request: work.DecideRequest
    suspend: work.SuspendCase
    resume: work.ResumeCase
    feed_back: work.FeedBack
    put_dispute: work.PutDispute
    add_mediation: work.AddMediation
    check: closing.CheckFeedback
    verify: closing.VerifyCase
    rate: closing.RateCase
    reopen: closing.ReopenCase
    withdraw: closing.WithdrawCase
    follow: closing.FollowCase
    hand_over: closing.HandOverFirstReceipt
    acknowledge: closing.AcknowledgeFirstReceipt
    get_receipt: receipts.GetReceipt
    rate_by_receipt: receipts.RateByReceipt
    reopen_by_receipt: receipts.ReopenByReceipt
    withdraw_by_receipt: receipts.WithdrawByReceipt
    forget_wrong_secrets: receipts.ForgetWrongSecrets
    add_attachment: evidence.AddAttachment
    get_attachment: evidence.GetAttachmentData
    start_upload: uploading.StartUpload
    get_upload: uploading.GetUpload
    add_piece: uploading.AddPiece
    finish_upload: uploading.FinishUpload
    forget_uploads: uploading.ForgetUploads
    read_attachment: uploading.ReadAttachment
    reveal: evidence.RevealReporter
    find_by_reporter: reporters.FindByReporter
    get: queries.GetCase
    list: queries.ListCases
    pending: queries.ListPending
    newest: news.ListNewest
    see_newest: news.SeeNewest
    timeline: queries.GetTimeline
    ledger: queries.GetLedger
    similar: queries.FindSimilar
    suggest_category: queries.SuggestCategory
    suggest_route: queries.SuggestRoute
    save_filter: saved_filters.SaveFilter
    list_filters: saved_filters.ListFilters
    delete_filter: saved_filters.DeleteFilter


def build_loop(context: ServiceContext) -> Loop:
    """The loop over one database; ``desk.hooks`` is where further parts hang in their policies."""
    database = context.database
    directory = Directory(database, context.clock)
    people = SealedPeople(context.cipher, context.new_id)
    book = SealedReceipts(context.cipher, directory)
    view = MaskedViews(directory, people, book)
    store, reading, backlog = CaseStore(directory, SealedDisputes(context.cipher)), Reading(), CaseBacklog()
    numbers = Numbers(database, getattr(context.settings, "case_number_prefix", "HB"))
    kept = SavedFilterStore()
    uploads, arriving = Uploads(context.files, context.new_id), ArrivingFiles(context.files)
    most_video: int = getattr(context.settings, "video_limit_mb", 50)
    desk = Desk(
        new_uow=context.new_uow,
        cases=store,
        directory=directory,
        people=people,
        search=CaseIndex(),
        view=view,
        new_id=context.new_id,
        hooks=Hooks(),
    )
    reporting = report.ReportCase(desk, numbers, context.clock)
    room = queries.Room(database.read, store, reading, directory, view, context.clock)
    return Loop(
        context=context,
        desk=desk,
        room=room,
        directory=directory,
        store=store,
        people=people,
        reading=reading,
        numbers=numbers,
        uploads=uploads,
        backlog=backlog,
        watcher=Watcher(database, reading),
        heard=Heard(desk, projections, backlog, directory.suspect),
        time_left=TimeLeft(lambda: directory.calendar_at("")),
        tick=TickCases(desk, backlog, reading),
        refresh=RefreshCases(desk, backlog),
        report=reporting,
        open_from_rental_defect=OpenFromRentalDefect(reporting),
        open_from_safety_defect=OpenFromSafetyDefect(reporting),
        open_from_joint_check=OpenFromJointCheck(reporting),
        settle=grid.SettleOnSpot(desk),
        confirm=grid.ConfirmSettled(desk),
        submit=grid.SubmitCase(desk),
        file=screening.FileCase(desk, numbers, context.clock),
        return_case=screening.ReturnCase(desk),
        resubmit=screening.ResubmitCase(desk),
        reject=screening.RejectCase(desk),
        merge=screening.MergeCase(desk),
        change_category=screening.ChangeCategory(desk),
        take=assignment.TakeCase(desk),
        assign=assignment.AssignCase(desk),
        sign=assignment.SignForCase(desk),
        send_back=assignment.SendBackCase(desk),
        transfer=assignment.TransferCase(desk),
        escalate=assignment.EscalateCase(desk),
        push_down=assignment.PushDownCase(desk),
        hand_to_emergency=assignment.HandToEmergency(desk),
        progress=work.AddProgress(desk),
        request_extension=work.RequestExtension(desk),
        request_suspension=work.RequestSuspension(desk),
        decide_request=work.DecideRequest(desk),
        suspend=work.SuspendCase(desk),
        resume=work.ResumeCase(desk),
        feed_back=work.FeedBack(desk),
        put_dispute=work.PutDispute(desk),
        add_mediation=work.AddMediation(desk),
        check=closing.CheckFeedback(desk),
        verify=closing.VerifyCase(desk),
        rate=closing.RateCase(desk),
        reopen=closing.ReopenCase(desk),
        withdraw=closing.WithdrawCase(desk),
        follow=closing.FollowCase(desk),
        hand_over=closing.HandOverFirstReceipt(desk),
        acknowledge=closing.AcknowledgeFirstReceipt(desk),
        get_receipt=receipts.GetReceipt(desk, book),
        rate_by_receipt=receipts.RateByReceipt(desk, book),
        reopen_by_receipt=receipts.ReopenByReceipt(desk, book),
        withdraw_by_receipt=receipts.WithdrawByReceipt(desk, book),
        forget_wrong_secrets=receipts.ForgetWrongSecrets(desk, book),
        add_attachment=evidence.AddAttachment(desk, uploads),
        get_attachment=evidence.GetAttachmentData(room, uploads),
        start_upload=uploading.StartUpload(desk, arriving, most_video << 20),
        get_upload=uploading.GetUpload(arriving),
        add_piece=uploading.AddPiece(arriving),
        finish_upload=uploading.FinishUpload(desk, arriving, uploads),
        forget_uploads=uploading.ForgetUploads(arriving),
        read_attachment=uploading.ReadAttachment(room, uploads),
        reveal=evidence.RevealReporter(desk),
        find_by_reporter=reporters.FindByReporter(context.new_uow, people, reading),
        get=queries.GetCase(room),
        list=queries.ListCases(room),
        pending=queries.ListPending(room),
        newest=news.ListNewest(room, NewsShelf()),
        see_newest=news.SeeNewest(context.new_uow, NewsShelf()),
        timeline=queries.GetTimeline(room),
        ledger=queries.GetLedger(room),
        similar=queries.FindSimilar(room),
        suggest_category=queries.SuggestCategory(room),
        suggest_route=queries.SuggestRoute(room),
        save_filter=saved_filters.SaveFilter(
            context.new_uow,
            kept,
            AnswerableFilters(context.clock),
            tuple(cases_pb2.CaseSummary.DESCRIPTOR.fields_by_name),
            context.new_id,
        ),
        list_filters=saved_filters.ListFilters(database.read, kept),
        delete_filter=saved_filters.DeleteFilter(context.new_uow, kept),
    )
