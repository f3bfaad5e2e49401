"""Invented names as frequent as real ones: some surnames and characters are everywhere, most are rare."""

from __future__ import annotations

import random

# Shares in per mille (names of the census of 2020); what is left falls on many rare ones.
_SURNAMES = (
    "王72李71张68刘54陈45杨31黄22赵21吴20周20徐15孙15马13朱13胡12郭12何11林11高10罗10郑9梁8谢7宋6唐6许6邓6"
    "冯6韩5曹5曾5彭5肖5蔡4潘4田4董4袁4于4余4叶4蒋4杜4苏3魏3程3吕3丁3沈3任3姚3卢3傅3钟3姜3崔3谭3廖3范3汪3陆3"
    "金3石3戴3贾3韦3夏2邱2方2侯2邹2熊2孟2秦2白2江2阎2薛2尹2段2雷2黎2史2龙2陶2贺2顾2毛2郝2龚2邵2万2钱2严2"
    "赖2覃2洪2武2莫2孔2"
)
_GIVEN = (
    "明国华文建平军红丽伟英玉金志春小海兰秀云东晓新永林德强芳成梅艳波俊永杰生家龙宏庆淑桂荣霞辉立光玲秋勇福凤振利"
    "清良中天学祥娟少飞忠青娜雪敏静燕冬正凯思佳兴宇超鹏晨子浩博轩涵欣怡嘉梓雨诗琪瑶萱宁阳洋磊斌刚涛亮峰山川江河"
    "洁莉萍琴珍翠莲芬菊香月仙巧爱珠美慧倩婷茜蕾薇菲岚璐彤悦恒毅坤乾旭昊睿哲瀚泽润沐锦舒航帆远航景程启铭翰"
)
_MEN = "伟强军勇杰涛磊斌刚亮峰鹏飞超浩博宇"
_WOMEN = "芳丽敏静秀娟英霞玲燕红梅兰艳婷洁莉"


def _read() -> tuple[list[str], list[int]]:
    names, shares, digits = [], [], ""
    for each in _SURNAMES + "#":
        if each.isdigit():
            digits += each
            continue
        if digits:
            shares.append(int(digits))
            digits = ""
        if each != "#":
            names.append(each)
    return names, shares


_NAMES, _SHARES = _read()
_WEIGHTS = [1 / (rank + 8) for rank in range(len(_GIVEN))]


def invented_name(chance: random.Random, surname: str, *, male: bool) -> str:
    """With that surname, or one as frequent as in life; four in five have two characters after it."""
    first = surname or chance.choices(_NAMES, _SHARES)[0]
    last = chance.choice(_MEN if male else _WOMEN) if chance.random() < 0.3 else _given(chance)
    return first + (_given(chance) + last if chance.random() < 0.8 else last)


def _given(chance: random.Random) -> str:
    return chance.choices(_GIVEN, _WEIGHTS)[0]
