"""The only module that knows every layer of field."""

from __future__ import annotations

from dataclasses import dataclass

from services.field.adapters.checklists import SqlChecklists
from services.field.adapters.checkpoints import SqlCheckpoints
from services.field.adapters.devices import SqlDevices
from services.field.adapters.guides import SqlGuides
from services.field.adapters.patrols import SqlDuties, SqlPatrols
from services.field.adapters.people import SqlPeople
from services.field.adapters.photos import FiledPhotos
from services.field.adapters.reading import SqlPatrolReader
from services.field.adapters.sealing import Sealing
from services.field.adapters.sheets import SqlSheets
from services.field.adapters.tracks import SqlTracks
from services.field.application.badges import GetBadge, VerifyBadge
from services.field.application.checklists import (
    GetChecklist,
    GetProgress,
    ListChecklists,
    MoveChecklist,
    PutChecklist,
)
from services.field.application.checkpoints import GetCheckpoint, ListCheckpoints, PutCheckpoint
from services.field.application.devices import ConfirmWipe, ListDevices, RegisterDevice, RemoveDevice
from services.field.application.duty import EndDuty, EndForgotten, StartDuty
from services.field.application.guides import GetGuide, ListGuides, PutGuide
from services.field.application.patrolling import CheckInAtPlace, FinishPatrol, LinkCase, StartPatrol
from services.field.application.photos import AddPhoto
from services.field.application.policies import KeepAccounts, KeepPlaces, KeepPosts
from services.field.application.sheets import AddSheet, GetSheet, LinkSheetCase, ListSheets
from services.field.application.tracks import AddTrack, GetTrack, PurgePositions
from services.field.application.viewing import GetDuty, GetPatrol, GetPatrolDay, GetPhotoData, ListPatrols
from services.field.push_parts import Push, build_push
from services.field.standing_parts import StandingLists
from services.field.standing_parts import build as build_standing
from services.field.work_log_parts import WorkLogs
from services.field.work_log_parts import build as build_work_logs
from services.kernel.runtime.context import ServiceContext


@dataclass(frozen=True, slots=True)
class Application:
    """The commands, queries and policies of field."""

    start_duty: StartDuty
    end_duty: EndDuty
    get_duty: GetDuty
    start_patrol: StartPatrol
    check_in: CheckInAtPlace
    link_case: LinkCase
    finish_patrol: FinishPatrol
    add_track: AddTrack
    get_track: GetTrack
    get_patrol: GetPatrol
    list_patrols: ListPatrols
    get_patrol_day: GetPatrolDay
    add_photo: AddPhoto
    get_photo_data: GetPhotoData
    put_checkpoint: PutCheckpoint
    get_checkpoint: GetCheckpoint
    list_checkpoints: ListCheckpoints
    put_guide: PutGuide
    get_guide: GetGuide
    list_guides: ListGuides
    put_checklist: PutChecklist
    move_checklist: MoveChecklist
    get_checklist: GetChecklist
    list_checklists: ListChecklists
    get_progress: GetProgress
    add_sheet: AddSheet
    link_sheet_case: LinkSheetCase
    list_sheets: ListSheets
    get_sheet: GetSheet
    register_device: RegisterDevice
    remove_device: RemoveDevice
    confirm_wipe: ConfirmWipe
    list_devices: ListDevices
    get_badge: GetBadge
    verify_badge: VerifyBadge
    end_forgotten: EndForgotten
    purge_positions: PurgePositions
    keep_places: KeepPlaces
    keep_accounts: KeepAccounts
    keep_posts: KeepPosts
    people: SqlPeople
    logs: WorkLogs
    push: Push
    standing: StandingLists


def build(context: ServiceContext) -> Application:
    """Put them together. Imports no grpc: worker processes build the application too."""
    new_uow, new_id, database = context.new_uow, context.new_id, context.database
    sealing = Sealing(context.cipher)
    duties, patrols = SqlDuties(), SqlPatrols(sealing)
    reader, tracks = SqlPatrolReader(database, sealing), SqlTracks(database, sealing)
    photos = FiledPhotos(database, context.files, sealing)
    checkpoints, devices = SqlCheckpoints(database), SqlDevices(database)
    people = SqlPeople(database, context.cipher)
    guides, checklists, sheets = SqlGuides(database), SqlChecklists(database), SqlSheets(database, photos)
    return Application(
        start_duty=StartDuty(new_uow, duties, new_id),
        end_duty=EndDuty(new_uow, duties, patrols),
        get_duty=GetDuty(reader, people),
        start_patrol=StartPatrol(new_uow, duties, patrols, new_id),
        check_in=CheckInAtPlace(new_uow, patrols, checkpoints, photos, new_id),
        link_case=LinkCase(new_uow, patrols),
        finish_patrol=FinishPatrol(new_uow, patrols),
        add_track=AddTrack(new_uow, duties, patrols, tracks),
        get_track=GetTrack(new_uow, reader, tracks),
        get_patrol=GetPatrol(new_uow, reader, photos, checkpoints),
        list_patrols=ListPatrols(reader),
        get_patrol_day=GetPatrolDay(reader, people, context.clock),
        add_photo=AddPhoto(new_uow, photos, new_id),
        get_photo_data=GetPhotoData(reader, photos),
        put_checkpoint=PutCheckpoint(new_uow, checkpoints, new_id),
        get_checkpoint=GetCheckpoint(checkpoints),
        list_checkpoints=ListCheckpoints(checkpoints),
        put_guide=PutGuide(new_uow, guides, people, new_id),
        get_guide=GetGuide(guides, people, context.clock),
        list_guides=ListGuides(guides, people, context.clock),
        put_checklist=PutChecklist(new_uow, checklists, new_id),
        move_checklist=MoveChecklist(new_uow, checklists),
        get_checklist=GetChecklist(checklists, sheets, people),
        list_checklists=ListChecklists(checklists, sheets, people, context.clock),
        get_progress=GetProgress(checklists, sheets),
        add_sheet=AddSheet(new_uow, checklists, sheets, photos),
        link_sheet_case=LinkSheetCase(new_uow, sheets),
        list_sheets=ListSheets(new_uow, checklists, sheets),
        get_sheet=GetSheet(sheets, photos),
        register_device=RegisterDevice(new_uow, devices),
        remove_device=RemoveDevice(new_uow, devices),
        confirm_wipe=ConfirmWipe(new_uow, devices),
        list_devices=ListDevices(devices),
        get_badge=GetBadge(people, context.clock),
        verify_badge=VerifyBadge(people, context.clock),
        end_forgotten=EndForgotten(new_uow, duties, patrols, reader),
        purge_positions=PurgePositions(new_uow, tracks, photos),
        keep_places=KeepPlaces(people),
        keep_accounts=KeepAccounts(people),
        keep_posts=KeepPosts(people),
        people=people,
        push=build_push(context),
        standing=build_standing(context, checklists, sheets, people),
        logs=build_work_logs(context, people, patrols),
    )
