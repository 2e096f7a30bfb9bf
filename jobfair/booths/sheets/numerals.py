"""Figures as people write them: thousands commas, 三千五, 1.2万, 4k."""

import re

DIGITS = {
    "零": 0,
    "〇": 0,
    "○": 0,
    "一": 1,
    "壹": 1,
    "二": 2,
    "贰": 2,
    "两": 2,
    "三": 3,
    "叁": 3,
    "四": 4,
    "肆": 4,
    "五": 5,
    "伍": 5,
    "六": 6,
    "陆": 6,
    "七": 7,
    "柒": 7,
    "八": 8,
    "捌": 8,
    "九": 9,
    "玖": 9,
}
STEPS = {
    "十": 10,
    "拾": 10,
    "百": 100,
    "佰": 100,
    "千": 1000,
    "仟": 1000,
    "万": 10_000,
    "萬": 10_000,
}
CHINESE = re.compile("[" + "".join((*DIGITS, *STEPS)) + "]+")
THOUSANDS = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
DASH = r"(?:[-‐‑‒–—―−─━~～〜∼]+|至|到)"


def without_commas(text: str) -> str:
    return THOUSANDS.sub("", text)


def chinese_number(text: str) -> int | None:
    """The value of 十五, 三千五 (3500), 一万二 (12000), 二〇; None when it is not one number."""
    if not text or any(char not in DIGITS and char not in STEPS for char in text):
        return None
    if any(char in STEPS for char in text):
        return spoken(text)
    # 五六 is five or six, never fifty-six; only digits read one by one stand without a step.
    one_by_one = len(text) in (1, 4) or any(char in "零〇○" for char in text)
    return int("".join(str(DIGITS[char]) for char in text)) if one_by_one else None


def spoken(text: str) -> int | None:
    total = section = 0
    digit: int | None = None
    last_step = 1
    for char in text:
        if char in DIGITS:
            if digit:
                return None
            digit, last_step = DIGITS[char] or None, last_step if DIGITS[char] else 1
            continue
        step = STEPS[char]
        if step == 10_000:
            total, section = (total + section + (digit or 0)) * step, 0
        else:
            section += (digit or 1) * step
        digit, last_step = None, step
    return total + section + (digit or 0) * max(last_step // 10, 1)


def digits_for_chinese(text: str) -> str:
    """Every Chinese number as digits; a step alone (千, 万) stays, it is a unit."""
    return CHINESE.sub(lambda match: replaced(match[0]), text)


def replaced(text: str) -> str:
    if text[0] in STEPS and text[0] not in "十拾":
        return text
    number = chinese_number(text)
    return text if number is None else str(number)
