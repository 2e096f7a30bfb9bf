"""Education, booth numbers, and wording that must not be shown to everybody."""

import re
from dataclasses import dataclass

from jobfair.booths.sheets.demands import labels_of
from jobfair.booths.sheets.grid import Cell, Kind
from jobfair.booths.sheets.normal import bare, folded, tidy
from jobfair.booths.sheets.reading import Reading, warning
from jobfair.booths.vocabulary import Provision

EDUCATION = (
    ("", re.compile(r"不限|无要求|无限制|^无$|均可|不要求|小学|文盲|识字")),
    ("junior", re.compile(r"初中")),
    ("senior", re.compile(r"高中|中专|中技|职高|技校|中职|职中")),
    ("college", re.compile(r"大专|专科|高职|高专")),
    ("bachelor", re.compile(r"本科|学士|大学")),
    ("master", re.compile(r"硕士|研究生|博士")),
)
KINDS = (
    ("sole", re.compile(r"个体")),
    ("public", re.compile(r"机关|事业单位|公益类|政府")),
    ("social", re.compile(r"社会组织|社会团体|民办非|协会|基金会|社会服务机构")),
    ("company", re.compile(r"企业|公司|国有|国企|民营|私营|外资|合资|股份|有限|央企|合作社")),
)
PROVISIONS = (
    (
        "insurance",
        re.compile(r"(?:缴纳|购买|办理|交|买)?(?:五险|六险|社会保险|社保|5险)(?:一金|1金)?"),
    ),
    ("housing_fund", re.compile(r"(?:缴纳)?(?:住房)?公积金|五险一金|六险一金|5险1金|一金")),
    (
        "meals",
        re.compile(
            r"包餐或有食堂|包(?:三|两|一|午|中|晚|工作)?餐|包吃住|包食宿|包吃|有食堂|提供(?:工作|午|中)?餐|供餐|免费(?:工作|午)?餐|工作餐|提供食宿"
        ),
    ),
    (
        "dormitory",
        re.compile(r"有宿舍|提供宿舍|员工宿舍|提供住宿|包吃住|包食宿|包住|宿舍|提供食宿"),
    ),
    ("shuttle", re.compile(r"有班车|班车接送|提供班车|厂车|班车|交通车")),
)
NOT_GIVEN = re.compile(r"[^，,、；;。\s]*(?:不|无|没有|未|没)[^，,、；;。\s]*")
JOINTS = re.compile(r"[\s，,、；;。+和及/()（）]+")
CITY = re.compile(r"^(?:.{2,8}省)?.{2,6}?市(?=..{0,2}[区县]$)")
DISTRICT = re.compile(
    r"^(?:.{2,8}省)?(?:[^市省]{2,6}市)?((?!工业|开发|高新|保税)[\u4e00-\u9fff]{2,3}?[区县])(?!域|间)"
)
NOT_DISTRICTS = (
    "园区",
    "社区",
    "小区",
    "厂区",
    "校区",
    "地区",
    "景区",
    "片区",
    "城区",
    "特区",
    "街区",
    "业区",
    "税区",
    "发区",
)
BLANKS = frozenset(
    {"", "无", "/", "-", "—", "——", "--", "暂无", "空", "n/a", "na", "nil", "none", "null", "#n/a"}
)
DITTO = frozenset({"同上", "〃", '"', "″", "”", "''", "同", "同上行", "ditto", "々"})
DIAGNOSIS = re.compile(
    r"(?:肢体|听力|视力|言语|智力|精神|多重|轻度|中度|重度|下肢|上肢|单眼|听障|视障)[^。；;，,\n]{0,8}(?:残疾|残障|障碍|残)"
    r"|(?:肢|听|视|智|聋|哑|盲|残疾)[^。；;，,\n]{0,6}[一二三四1-4](?:[-至、/][一二三四1-4])?级|残疾[人]?(?:类别|等级|证)[^。；;，,\n]*[:：]"
    r"|聋哑|盲人|聋人|听障|视障|肢残|智障|轻残|重残|[(（](?:肢体|听力|视力|言语|智力|精神)[^()（）]*[)）]"
    r"|(?:限|招|收|适合|仅限|优先考虑)(?:肢体|听力|视力|言语|智力|精神)"
)
PIECES = re.compile(r"(?<=[。；;\n])")
SMALL_PIECES = re.compile(r"(?<=[，,、。；;\n])")
BRACKETED = re.compile(r"[(（][^()（）]*[)）]")


@dataclass(frozen=True)
class Split:
    """A text cut in two: what may be shown, and what names a kind of disability."""

    shown: str
    held_back: str


def is_blank(text: str) -> bool:
    return folded(text) in BLANKS


def is_ditto(text: str) -> bool:
    return folded(text) in DITTO


def read_education(cell: Cell) -> Reading[str | None]:
    """The lowest level accepted, empty for any, None when not said: `大专、本科` is college."""
    text = folded(cell.text)
    if not text:
        return Reading(None)
    levels = [level for level, words in EDUCATION if words.search(text)]
    return Reading(levels[0]) if levels else Reading("", (warning("education_unreadable"),))


def read_booth_number(cell: Cell) -> Reading[str]:
    """`A-01`, `12号`, `３`; a `1-2` that Excel made a date comes back."""
    if cell.kind == Kind.DATE:
        _year, month, day = (int(part) for part in cell.text.split("-"))
        return Reading(f"{month}-{day}", (warning("booth_was_date", number=f"{month}-{day}"),))
    return Reading(
        folded(cell.text).upper().removesuffix("号展位").removesuffix("展位").removesuffix("号")
    )


def split_diagnosis(text: str) -> Split:
    """Take out of `text` the clauses that name a kind or grade of disability."""
    if not DIAGNOSIS.search(text):
        return Split(text, "")
    shown: list[str] = []
    held: list[str] = []
    for piece in PIECES.split(text):
        finer = SMALL_PIECES.split(piece) if DIAGNOSIS.search(piece) else [piece]
        for part in finer:
            (held if DIAGNOSIS.search(part) else shown).append(part)
    return Split(tidy("".join(shown)).rstrip("，,、；;"), tidy("".join(held)).rstrip("，,、；;"))


def split_title(title: str) -> Split:
    """`客服（肢体）` is shown as 客服."""
    held = [part for part in BRACKETED.findall(title) if DIAGNOSIS.search(part)]
    shown = title
    for part in held:
        shown = shown.replace(part, "")
    return Split(tidy(shown), tidy("".join(held)))


def read_kind(cell: Cell) -> Reading[str]:
    """What sort of body an employer is; empty when the words do not say."""
    text = folded(cell.text)
    return Reading(next((kind for kind, words in KINDS if words.search(text)), ""))


@dataclass(frozen=True)
class Benefits:
    """What a place provides, in the vocabulary of positions, and the words that are left."""

    provisions: frozenset[str]
    rest: str


def read_benefits(text: str) -> Benefits:
    """`五险一金、包吃住` as provisions; the whole text is kept when it says more than they do."""
    if not text:
        return Benefits(frozenset(), "")
    pieces = [piece for piece in JOINTS.split(folded(text)) if piece]
    exact = {piece: labels_of(Provision).get(bare(piece)) for piece in pieces}
    rest = " ".join(piece for piece in pieces if not exact[piece])
    given = NOT_GIVEN.sub("", rest)
    named = {key for key, words in PROVISIONS if words.search(given)}
    provisions = frozenset(named | {value for value in exact.values() if value})
    for _key, words in PROVISIONS:
        rest = words.sub("", rest)
    return Benefits(provisions, text if JOINTS.sub("", rest) else "")


def read_district(district: str) -> str:
    """`厦门市思明区` is 思明区."""
    return CITY.sub("", district)


def district_of_address(address: str) -> str:
    """The district an address begins with; nothing when that is not plain."""
    match = DISTRICT.match(address)
    return match[1] if match and not match[1].endswith(NOT_DISTRICTS) else ""
