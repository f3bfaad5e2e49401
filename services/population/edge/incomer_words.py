"""What cards, rentals and visits are called on their pages."""

from __future__ import annotations

from services.kernel.web.texts import Text
from services.population.edge.words import Titles
from wangge.population.v1 import incomers_pb2 as cards
from wangge.population.v1 import rentals_pb2 as rentals

CARD_STATES: Titles = {
    cards.CARD_STATE_REGISTERED: Text("已登记", "Registered"),
    cards.CARD_STATE_CARDED: Text("已发证", "Card issued"),
    cards.CARD_STATE_TO_VERIFY: Text("待核实", "To verify"),
    cards.CARD_STATE_LEFT: Text("已离开", "Left"),
}
CHANNELS: Titles = {
    cards.SIGN_IN_CHANNEL_WORKER: Text("工作人员登记", "By a worker"),
    cards.SIGN_IN_CHANNEL_LANDLORD: Text("房东申报", "By the landlord"),
    cards.SIGN_IN_CHANNEL_EMPLOYER: Text("用人单位申报", "By the employer"),
    cards.SIGN_IN_CHANNEL_SELF: Text("本人申报", "By the person"),
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
