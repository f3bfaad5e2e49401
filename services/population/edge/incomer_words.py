"""What cards, rentals and visits are called on their pages."""

from __future__ import annotations

from services.kernel.web.texts import Text
from services.population.edge.words import Titles
from wangge.population.v1 import incomers_pb2 as cards
from wangge.population.v1 import rentals_pb2 as rentals
from wangge.population.v1 import stations_pb2 as stations
from wangge.population.v1 import worksites_pb2 as worksites

CARD_STATES: Titles = {
    cards.CARD_STATE_REGISTERED: Text("已登记", "Registered"),
    cards.CARD_STATE_CARDED: Text("已发证", "Card issued"),
    cards.CARD_STATE_TO_VERIFY: Text("待核实", "To verify"),
    cards.CARD_STATE_LEFT: Text("已离开", "Left"),
}
CHANNELS: Titles = {
    cards.SIGN_IN_CHANNEL_LANDLORD: Text("以房：房东申报", "By housing: the landlord"),
    cards.SIGN_IN_CHANNEL_PERMIT: Text("以证：办证时登记", "By permit: when papers were applied for"),
    cards.SIGN_IN_CHANNEL_EMPLOYER: Text("以业：用人单位申报", "By work: the employer"),
    cards.SIGN_IN_CHANNEL_ONLINE: Text("以信息化：网上申报", "Online"),
    cards.SIGN_IN_CHANNEL_WORKER: Text("工作人员上门登记", "By a worker on the spot"),
    cards.SIGN_IN_CHANNEL_SELF: Text("本人到站登记", "By the person at a station"),
}
SERVICES: Titles = {
    cards.SERVICE_KIND_JOB: Text("就业服务", "Work"),
    cards.SERVICE_KIND_SCHOOL: Text("子女入学", "School"),
    cards.SERVICE_KIND_INSURANCE: Text("社会保险", "Social insurance"),
    cards.SERVICE_KIND_HOUSING: Text("住房保障", "Housing"),
    cards.SERVICE_KIND_HEALTH: Text("卫生健康", "Health"),
    cards.SERVICE_KIND_LEGAL: Text("法律援助", "Legal aid"),
}
RENTAL_STATES: Titles = {
    rentals.RENTAL_STATE_REPORTED: Text("已申报", "Reported"),
    rentals.RENTAL_STATE_VERIFIED: Text("已核实", "Verified"),
    rentals.RENTAL_STATE_PLATED: Text("已挂牌", "Plated"),
    rentals.RENTAL_STATE_DEFECT: Text("有隐患待整改", "Defects open"),
    rentals.RENTAL_STATE_RECTIFIED: Text("隐患已整改", "Rectified"),
    rentals.RENTAL_STATE_ENDED: Text("已停租", "Ended"),
}
WORKSITE_KINDS: Titles = {
    worksites.WORKSITE_KIND_SITE: Text("工地", "Site"),
    worksites.WORKSITE_KIND_SHED: Text("工棚", "Shed"),
}
WORKSITE_STATES: Titles = {
    worksites.WORKSITE_STATE_ACTIVE: Text("在建", "Active"),
    worksites.WORKSITE_STATE_ENDED: Text("已结束", "Ended"),
}
STANDINGS: Titles = {
    worksites.COMMITMENT_STANDING_UNSIGNED: Text("未签承诺书", "Not signed"),
    worksites.COMMITMENT_STANDING_SIGNED: Text("已签承诺书", "Signed"),
    worksites.COMMITMENT_STANDING_LAPSED: Text("承诺书已到期", "The letter is over"),
    worksites.COMMITMENT_STANDING_DEFECT: Text("有隐患待整改", "Defects open"),
}
LETTER_FORMS: Titles = {
    worksites.LETTER_FORM_SCREEN: Text("屏幕签字", "On a screen"),
    worksites.LETTER_FORM_SCAN: Text("纸质扫描", "On paper"),
}
STATION_KINDS: Titles = {
    stations.STATION_KIND_MAIN: Text("总站", "Main station"),
    stations.STATION_KIND_SUB: Text("分站", "Sub-station"),
}
