"""The empty sheet that employers fill in: headings, lists to choose from, how to write, examples."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import override

from jobfair.accounts.models import EmployerKind, User
from jobfair.booths.imports.columns import EMPLOYER_OUT, POSITION_OUT, OutColumn
from jobfair.booths.imports.exporting import LANGUAGE, SHEET_NAME, dress_heading, saved, set_widths
from jobfair.booths.imports.permissions import may_import, may_import_into
from jobfair.booths.models import Booth
from jobfair.booths.sheets.demands import CHOICES
from jobfair.booths.vocabulary import Education
from jobfair.common.errors import NotAllowed
from jobfair.fairs.models import Fair

COLUMNS = (*EMPLOYER_OUT, *POSITION_OUT)
MUST = frozenset({"employer_name", "title", "headcount"})
#: Cells in which Excel must not turn what is typed into a date or a rounded number.
AS_TYPED = frozenset({"licence_number", "contact_phone", "booth_number", "headcount", "pay"})
PREPARED_ROWS = 500
LONGEST_LIST = 255

HOW_TO = {
    "employer_name": "营业执照上的全称。一家单位有几个岗位，就写几行，每行都写单位名称。",
    "licence_number": "18 位。填了它，单位改名也认得出来。",
    "employer_kind": "从列表里选。",
    "employer_intro": "两三句话：做什么的，有多少人。",
    "contact_name": "招聘的事找谁。只有主办方看得到。",
    "contact_phone": "手机，或者带区号的固定电话。",
    "zone": "展区的字母。没有安排可以空着。",
    "booth_number": "数字。没有安排可以空着。",
    "title": "工作的名字。不要写残疾类别。",
    "job_type": "职业的名称，例如“包装工”。空着就用岗位名称。",
    "headcount": "写数字。不确定可以写“3-5人”“若干”。",
    "education": "从列表里选。",
    "pay": "例如“3000-4000”“20元/小时”“面议”。",
    "pay_note": "例如“13薪”“加提成”。",
    "workplace": "具体地址。",
    "duties": "每天做什么。写具体的动作。",
    "requirements": "只写工作真正需要的。不要写“身体健康”“五官端正”“男性优先”。",
    "benefits": "例如“缴纳五险、包餐或有食堂、有宿舍、无障碍卫生间”。",
    "posture": "从列表里选。下面几列也一样，至少填三列，岗位才能提交审核。",
    "easy_what": "一句短话，人人看得懂，例如“把饼干装进盒子”。",
    "easy_where": "例如“湖里区示例路 1 号，二楼，有电梯”。",
    "easy_when": "例如“周一到周五，早上 9 点到下午 5 点”。",
    "easy_pay": "例如“每月 3500 元”。",
    "easy_support": "例如“有人带您做，可以多休息”。",
}
EXAMPLES: tuple[dict[str, str | int], ...] = (
    {
        "employer_name": "鹭岛示例食品有限公司",
        "employer_kind": "企业",
        "contact_name": "林女士",
        "contact_phone": "0592-5550000",
        "zone": "A",
        "booth_number": "1",
        "title": "饼干包装员",
        "job_type": "包装工",
        "headcount": 3,
        "education": "不限",
        "pay": "3200-3800元/月",
        "workplace": "厦门市湖里区示例路1号2楼",
        "district": "湖里区",
        "hours": "周一到周五 9:00-17:00",
        "duties": "把烤好的饼干装进盒子，贴标签。",
        "requirements": "细心。",
        "benefits": "缴纳五险、包餐或有食堂、有电梯、无障碍卫生间",
        "posture": "以坐为主",
        "telephone": "不用打电话",
        "noise": "一般",
        "easy_what": "把饼干装进盒子",
        "easy_where": "湖里区示例路 1 号，二楼，有电梯",
        "easy_when": "周一到周五，早上 9 点到下午 5 点",
        "easy_pay": "每月 3200 到 3800 元",
        "easy_support": "有人带您做，可以多休息",
    },
    {
        "employer_name": "鹭岛示例食品有限公司",
        "title": "网店客服",
        "headcount": "3-5人",
        "pay": "面议",
        "mode": "在家工作",
        "duties": "用文字回答顾客的问题。",
        "telephone": "不用打电话",
    },
)


def template_xlsx(actor: User, *, fair: Fair, booth: Booth | None = None) -> bytes:
    """The template for one fair, or a booth of it; the zones are in the list of their column."""
    if not (may_import_into(actor, booth) if booth else may_import(actor, fair)):
        raise NotAllowed("not_organiser", "")
    from openpyxl import Workbook

    with override(LANGUAGE):
        book = Workbook()
        write_form(book.active, [zone.code for zone in fair.zones.all()])
        write_explanation(book.create_sheet("填写说明"))
        write_examples(book.create_sheet("示例"))
        return saved(book)


def write_form(sheet: Any, zones: list[str]) -> None:
    sheet.title = SHEET_NAME
    write_headings(sheet)
    for number, column in enumerate(COLUMNS, start=1):
        if column.key in AS_TYPED:
            keep_as_typed(sheet, number)
        choices = choices_of(column.key, zones)
        if choices:
            offer(sheet, number, choices)


def write_headings(sheet: Any) -> None:
    sheet.append([heading_of(column) for column in COLUMNS])
    sheet.freeze_panes = "B2"
    sheet.row_dimensions[1].height = 32
    for cell in sheet[1]:
        dress_heading(cell)
    set_widths(sheet, COLUMNS)


def heading_of(column: OutColumn) -> str:
    return f"{column.heading}*" if column.key in MUST else column.heading


def keep_as_typed(sheet: Any, column: int) -> None:
    for row in range(2, PREPARED_ROWS + 2):
        sheet.cell(row=row, column=column).number_format = "@"


def choices_of(key: str, zones: list[str]) -> list[str]:
    if key == "zone":
        return zones
    if key == "employer_kind":
        return [str(kind.label) for kind in EmployerKind]
    if key == "education":
        return [str(level.label) for level in Education]
    return [str(choice.label) for choice in CHOICES.get(key, ()) if choice.value]


def offer(sheet: Any, column: int, choices: list[str]) -> None:
    """A list to choose from that forbids nothing else."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    formula = f'"{",".join(choice.replace(",", "，") for choice in choices)}"'
    if len(formula) > LONGEST_LIST:
        return
    validation = DataValidation(type="list", formula1=formula, allow_blank=True)
    validation.showErrorMessage = False
    letter = get_column_letter(column)
    validation.add(f"{letter}2:{letter}{PREPARED_ROWS + 1}")
    sheet.add_data_validation(validation)


def write_explanation(sheet: Any) -> None:
    lines = [["列名", "要不要填", "怎么写", "可以选的内容"]]
    for column in COLUMNS:
        must = "必填" if column.key in MUST else "可以不填"
        choices = "、".join(choices_of(column.key, []))
        lines.append([column.heading, must, HOW_TO.get(column.key, ""), choices])
    write_lines(sheet, lines, widths=(16, 12, 60, 60))


def write_examples(sheet: Any) -> None:
    lines: list[list[str | int]] = [[column.heading for column in COLUMNS]]
    lines += [[example.get(column.key, "") for column in COLUMNS] for example in EXAMPLES]
    write_lines(sheet, lines, widths=[column.width for column in COLUMNS])


def write_lines(sheet: Any, lines: Iterable[list[Any]], *, widths: Iterable[int]) -> None:
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter

    for line in lines:
        sheet.append(line)
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in sheet[1]:
        dress_heading(cell)
