"""What the demo's story says, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

_ZH = {
    "begin": "── 一件案件的七步闭环 ──",
    "no_cast": "示例人员不全，略过案件演示",
    "desk": "另有 {count} 件案件停在各个环节，登录后即可办理",
    "step": "第{step}步 {at}  {who}：{line}",
    "reporter": "反映人",
    "report": "巡查上报 {number}，{place}，{address}，附现场照片",
    "submit": "网格无力处置，提交{holder}",
    "file": "受理立案 {file}，办理时限 {due}",
    "escalate": "本级不能处置，上报{holder}",
    "assign": "派遣{lead}主办、{joint}协办，{due} 前签收",
    "sign": "主办单位签收",
    "progress": "到场处置，更换井盖",
    "joint": "协办完成并反馈",
    "feed_back": "处置完毕，附处置后照片反馈",
    "check": "审核资料，转现场核查",
    "verify": "现场核查通过（定位与新照片），结案",
    "rate": "评价 {score} 分",
    "ledger": "台账 {number}：{count} 条记录，状态 {state}，归档摘要 SHA-256 {digest}",
}
_EN = {
    "begin": "-- one case in seven steps --",
    "no_cast": "people of the demo are missing; the story of a case is left out",
    "desk": "{count} more cases wait at every stage, for whoever signs in",
    "step": "Step {step} {at}  {who}: {line}",
    "reporter": "reporter",
    "report": "reports {number} on patrol, {place}, {address}, with a photo",
    "submit": "cannot settle it in the grid, submits it to {holder}",
    "file": "opens file {file}, limit {due}",
    "escalate": "cannot handle it at this level, escalates to {holder}",
    "assign": "assigns {lead} as lead and {joint} jointly, to sign by {due}",
    "sign": "signs as the lead unit",
    "progress": "is on site, replaces the cover",
    "joint": "has done its share and feeds back",
    "feed_back": "has done the work, feeds back with a photo afterwards",
    "check": "checks the papers, asks for the check on site",
    "verify": "verifies on site (position and a new photo); closed",
    "rate": "rates it {score}",
    "ledger": "Ledger of {number}: {count} entries, state {state}, digest to be archived SHA-256 {digest}",
}
LINES: Mapping[str, Mapping[str, str]] = {"zh": _ZH, "en": _EN}
