"""Spreadsheets as offices really send them, each dirty in its own way, made by code.

Every function returns the bytes of one file. All employers are invented.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date
from typing import Any

from openpyxl import Workbook

PLAIN_HEADINGS = ["单位名称", "岗位名称", "招聘人数", "学历要求", "月薪", "工作地点"]
Rows = Iterable[Iterable[Any]]
DATE = re.compile(r"\d{4}-\d\d-\d\d")


def xlsx(rows: Rows, *, title: str = "Sheet1", merges: Iterable[str] = ()) -> bytes:
    book = Workbook()
    fill(book.active, rows, title, merges)
    return saved(book)


def fill(sheet: Any, rows: Rows, title: str, merges: Iterable[str] = ()) -> None:
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for merge in merges:
        sheet.merge_cells(merge)


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def text_file(rows: Rows, *, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    return buffer.getvalue().encode(encoding)


def table(text: str) -> list[list[Any]]:
    """Rows as they look in a sheet: cells apart by `|`, numbers and dates as such, blanks as nothing."""
    return [
        [value_of(cell.strip()) for cell in line.split("|")]
        for line in text.strip("\n").split("\n")
    ]


def value_of(cell: str) -> Any:
    if cell.isdecimal() and cell.isascii():
        return int(cell)
    return date.fromisoformat(cell) if DATE.fullmatch(cell) else cell or None


def patched(data: bytes, member: str, old: bytes, new: bytes) -> bytes:
    """The same file with the first `old` in one part of it made `new`."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as copy:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == member:
                assert old in content
                content = content.replace(old, new, 1)
            copy.writestr(info.filename, content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def plain(rows: Rows = ()) -> bytes:
    """The simplest file there is; one employer, one position when no rows are given."""
    rows = list(rows) or [
        ["鹭岛示例包装有限公司", "包装工", 3, "初中", "3500-4200", "湖里区示例路1号"]
    ]
    return xlsx([PLAIN_HEADINGS, *rows])


def federation_summary() -> bytes:
    """Merged title, two-row headings, merged employers, Excel dates for `3-5`, a total, a note."""
    rows = table("""
2026年某市残疾人专场招聘会岗位汇总表

填报单位：某区残疾人就业服务机构 | | | | 联系人：某某某
序号 | 单位信息 | | 招聘岗位 | | | 薪资待遇 | | 联系方式 | | 残疾类别要求 | 备注
| 单位名称 | 统一社会信用代码 | 名称 | 招聘人数 | 学历 | 最低 | 最高 | 联系人 | 电话
1|海沧示例包装有限公司|91350205MA2XXXXX0X|包装工|3-5人|不限|3000|4500|陈某|13800138000|肢体四级|包吃住
2 | | | 质检员 | 若干 | 初中 | 4千 | 5千 | | | 听力
3 | 集美示例食品厂 | | 分拣员 | 2026-03-05 | 高中 | 面议 | | 林某 0592-6081234

合计 | | | | 10
备注：以上岗位长期有效，请各单位于每周五前更新。
""")
    merges = "A1:L1 B4:C4 D4:F4 G4:H4 I4:J4 A4:A5 K4:K5 L4:L5 B6:B7 I6:I7 J6:J7".split()
    return xlsx(rows, title="岗位汇总", merges=merges)


def sheet_per_employer() -> bytes:
    """No employer column: the name stands above the table, or only on the sheet's tab."""
    book = Workbook()
    above = [
        ["招聘岗位信息表"],
        ["单位名称：同安示例家政服务中心    联系人：王某    联系电话：0592-7012345"],
        ["岗位", "人数", "待遇", "要求"],
        ["保洁员", "5名", "20元/小时", "认真负责"],
        ["收银员", 2, "3200", "会用电脑"],
    ]
    fill(book.active, above, "第一家", ["A1:D1", "A2:D2"])
    on_tab = [["岗位", "人数", "待遇"], ["缝纫工", "十名", "计件，月入3000-5000"]]
    fill(book.create_sheet(), on_tab, "翔安示例制衣厂")
    fill(book.create_sheet(), [["一、填表前请先阅读"], ["二、每周五交表"]], "填表说明")
    lists = book.create_sheet()
    fill(lists, [["岗位", "人数"], ["隐藏的岗位", 99]], "下拉选项")
    lists.sheet_state = "hidden"
    return saved(book)


def stacked_employers() -> bytes:
    """One sheet, a block for each employer, headings repeated, some of them in another order."""
    rows = [
        ["用人单位：筼筜示例酒店"],
        ["招聘岗位", "需求人数", "工资待遇", "工作时间"],
        ["客房服务员", "４人", "3800元/月", "早班 8:00-16:00"],
        ["洗涤工", "2", "3500左右", "轮班"],
        [],
        ["用人单位：五缘示例超市"],
        ["招聘岗位", "需求人数", "工资待遇", "工作时间"],
        ["理货员", "3", "3000—3600", "做六休一"],
        ["用人单位：员当示例书店"],
        ["岗位名称", "工作时间", "月薪（千元）", "招聘人数"],
        ["店员", "10:00-18:00", "3.5-4", "1"],
    ]
    return xlsx(rows, title="汇总")


def page_breaks_and_dittos() -> bytes:
    """Headings printed on every page, blank rows, 同上, subtotals, a repeated row, serial gaps."""
    heading = ["序号", "企业名称", "职位", "招聘数量", "文化程度", "薪酬", "上班地点"]
    rows = [
        heading,
        [1, "杏林示例电子厂", "装配工", 10, "初中以上", "4k-5k", "集美区杏林示例街2号"],
        [2, "同上", "检验员", "5", "中专", "5k-6k", "同上"],
        ["小计", None, None, 15],
        [],
        heading,
        [3, "杏林示例电子厂", "装配工", 10, "初中以上", "4k-5k", "集美区杏林示例街2号"],
        [5, "杏林示例电子厂", "装配工", 8, "初中以上", "4k-5k", "集美区杏林示例街2号"],
        [6, "滨北示例快递站", "客服", "2人", "大专", "面议（3000起）", "/"],
        ["合计", None, None, 35],
        ["制表人：某某", None, None, "审核：某某"],
    ]
    return xlsx(rows)


def gb18030_semicolons() -> bytes:
    """A text file from an old program: GB18030, semicolons, quoted line breaks, blank employers."""
    rows = [
        ["单位名称", "岗位名称", "招聘人数", "薪资", "岗位要求"],
        ["仙岳示例印刷厂", "装订工", "2", "3,200-3,800", "手工活；坐着做\n可以带家属"],
        ["", "搬运工", "1", "150/天", "能搬 10 公斤"],
        ["", "", "", "", ""],
        ["𠮷利示例面馆", "洗碗工", "1", "2600", ""],
    ]
    return text_file(rows, encoding="gb18030", delimiter=";")


def excel_unicode_text() -> bytes:
    """What Excel calls Unicode text: UTF-16 with tabs; long numbers already ruined."""
    rows = [
        ["公司名称", "统一社会信用代码", "岗位", "人数", "工资", "手机"],
        ["湖边示例咖啡馆", "9.13502E+17", "咖啡师", "2", "4500", "1.38E+10"],
    ]
    return text_file(rows, encoding="utf-16", delimiter="\t")


def bom_and_banner() -> bytes:
    """UTF-8 with a mark in front, two lines before the headings, a trailing note."""
    rows = [
        ["某街道残疾人就业岗位统计"],
        ["统计日期：2026-03-01"],
        ["招聘单位", "招聘职位", "名额", "月收入", "工作地址", "联系方式"],
        [
            "曾厝垵示例民宿",
            "前台",
            "1",
            "3500~4000",
            "思明区示例里5号",
            "13900139000 / 0592-2012345",
        ],
        ["注：月收入含加班费"],
    ]
    return text_file(rows, encoding="utf-8-sig")


def formulas() -> bytes:
    """Formulas whose results no program ever calculated, an error value, a link."""
    rows = [
        PLAIN_HEADINGS,
        ["鼓浪示例琴行", "调音员", "=1+1", "不限", "=3000+500", "思明区"],
        ["鼓浪示例琴行", "店员", 1, "不限", "#N/A", "思明区"],
        ['=HYPERLINK("http://example.invalid","鼓浪示例琴行")', "会计", 1, "大专", 5000, "思明区"],
    ]
    return xlsx(rows)


def shared_headcount() -> bytes:
    """One number merged over three positions: filling it down would treble it."""
    rows = [
        ["单位名称", "岗位名称", "招聘人数", "月薪"],
        ["湖里示例物流园", "分拣员", 6, 4000],
        [None, "打包员", None, 4000],
        [None, "司机", None, 6000],
    ]
    return xlsx(rows, merges=["A2:A4", "C2:C4"])


def diagnosis_everywhere() -> bytes:
    """Kinds of disability in titles, texts and columns; age and sex limits."""
    rows = table("""
单位名称 | 岗位名称 | 招聘人数 | 月薪 | 岗位要求 | 残疾类别 | 性别 | 年龄 | 备注
高崎示例呼叫中心|客服（肢体）|3|4000|普通话标准，肢体残疾三级以上优先，会打字|肢体、听力|女|18-35岁|限肢体四级
高崎示例呼叫中心 | 肢体残疾人文员 | 1 | 3500 | 会用办公软件 | 不限 | 不限
""")
    return xlsx(rows)


def wide_and_long() -> bytes:
    """Formatting down to the last row, a value far to the right, wrong declared dimensions."""
    book = Workbook()
    sheet = book.active
    fill(sheet, [PLAIN_HEADINGS, ["前埔示例食堂", "帮厨", 2, "不限", 3300, "思明区前埔"]], "Sheet1")
    sheet.cell(row=3, column=300, value="很远的一格")
    for row in range(10, 2000):
        sheet.cell(row=row, column=1).number_format = "@"
    return patched(saved(book), "xl/worksheets/sheet1.xml", b'ref="A1:KN1999"', b'ref="A1:A1"')


def odd_styles() -> bytes:
    """Styles another program wrote that the reader's library refuses."""
    return patched(plain(), "xl/styles.xml", b"<patternFill", b'<patternFill shade="odd"')


def benefits_and_booths() -> bytes:
    """Booth numbers turned into dates, benefits in prose, contacts in one cell, yearly pay."""
    rows = table("""
展区 | 展位号 | 单位全称 | 联系人及电话 | 招聘岗位 | 招聘人数 | 工资待遇 | 社保福利 | 工作地点
A|A-01|钟宅示例软件园|黄某 13700137000|测试员|2|年薪8-12万|五险一金、双休、免费班车|厦门市湖里区钟宅示例路9号
|2026-01-02|后溪示例养老院|13600136000（周某）|护理员|2人以上|底薪3000+提成|包吃住，不提供班车|集美区后溪镇
B | 3 | 灌口示例农场 | | 园艺工 | 10人以内 | 3000-5000·13薪 | 无 | 集美区灌口镇
""")
    return xlsx(rows)


def every_row_broken() -> bytes:
    """Nothing usable, but every row says why."""
    rows = [
        ["单位名称", "岗位名称", "招聘人数", "月薪"],
        ["", "保安", 2, 3000],
        ["禾山示例物业", "", 2, 3000],
        ["禾山示例物业", "保安", "男2女3", 3000],
        ["禾山示例物业", "电工", 0, 3000],
        ["禾山示例物业", "绿化工", 2, "看表现"],
        ["禾山示例物业", "水工", 2, 35],
    ]
    return xlsx(rows)


def large(rows: int = 5_000) -> bytes:
    """Many rows, fifty to an employer, written the quick way."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("岗位")
    sheet.append(
        [
            "序号",
            "单位名称",
            "岗位名称",
            "招聘人数",
            "学历",
            "月薪",
            "工作地点",
            "联系人",
            "联系电话",
            "岗位要求",
            "工作时间",
            "社保",
        ]
    )
    for number in range(rows):
        facts = (f"示例单位{number // 50}", f"岗位{number}", number % 9 + 1, "大专", "3000-5000")
        contact = (f"思明区示例路{number}号", "张某", "13800138000")
        sheet.append([number + 1, *facts, *contact, "认真负责", "8:00-17:00", "五险"])
    return saved(book)
