"""Every problem as two sentences: what was found, and what to do about it.

Parameters in braces are filled when the sentence is shown, in the reader's
language. An empty second sentence means there is nothing to do.
"""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from jobfair.booths.sheets.fields import FIELDS
from jobfair.booths.sheets.problems import Params


class Sentence(NamedTuple):
    what: str
    advice: str


FILES: dict[str, Sentence] = {
    "file_empty": Sentence(_("这个文件是空的。"), _("请打开文件看一看，保存后再上传。")),
    "file_too_big": Sentence(_("文件超过 {limit} MB。"), _("请删去图片，或者分成几个文件上传。")),
    "file_unpacks_too_big": Sentence(
        _("这个文件展开后大得不正常，为了安全没有打开。"),
        _("请新建一个表格，只把要导入的内容复制进去，再上传。"),
    ),
    "file_encrypted": Sentence(
        _("这个文件设了打开密码，我们读不了。"),
        _("请用 Excel 或 WPS 打开，去掉密码（文件 → 信息 → 保护工作簿），保存后再上传。"),
    ),
    "file_old_excel": Sentence(
        _("这是旧版 Excel 文件（.xls）。"),
        _("请用 Excel 或 WPS 打开，选“另存为”，类型选“Excel 工作簿（.xlsx）”，再上传。"),
    ),
    "file_binary_excel": Sentence(
        _("这是 Excel 二进制文件（.xlsb）。"),
        _("请打开后选“另存为”，类型选“Excel 工作簿（.xlsx）”，再上传。"),
    ),
    "file_open_document": Sentence(
        _("这是 OpenDocument 文件（.ods 或 .odt）。"),
        _("请打开后选“另存为”，类型选“Excel 工作簿（.xlsx）”，再上传。"),
    ),
    "file_web_page": Sentence(
        _("这个文件其实是网页，只是名字像表格。"),
        _("请用 Excel 或 WPS 打开，选“另存为”，类型选“Excel 工作簿（.xlsx）”，再上传。"),
    ),
    "file_xml": Sentence(
        _("这是 XML 文件，不是 Excel 表格。"),
        _("请打开后选“另存为”，类型选“Excel 工作簿（.xlsx）”，再上传。"),
    ),
    "file_not_a_sheet": Sentence(
        _("这个文件不是表格。"), _("请上传 Excel 表格（.xlsx）或 CSV 文件（.csv）。")
    ),
    "file_damaged": Sentence(
        _("文件坏了，打不开。"), _("请用 Excel 或 WPS 打开原来的文件，另存一份，再上传。")
    ),
    "file_unknown_encoding": Sentence(
        _("认不出这个文本文件用的文字编码。"),
        _("请用 Excel 打开，另存为 .xlsx 或“CSV UTF-8”，再上传。"),
    ),
    "file_too_many_rows": Sentence(_("表格超过 {limit} 行。"), _("请分成几个文件上传。")),
    "file_too_many_cells": Sentence(
        _("表格里的内容超过 {limit} 格。"), _("请删去用不到的列，或者分成几个文件上传。")
    ),
    "file_too_many_sheets": Sentence(
        _("表格里的工作表超过 {limit} 张。"), _("请只留下要导入的工作表，再上传。")
    ),
    "no_heading": Sentence(
        _("没有找到表头：哪一列是单位名称、哪一列是岗位，看不出来。"),
        _(
            "请在数据上面写一行表头，至少要有“单位名称”“岗位名称”“招聘人数”。也可以下载模板，把内容填进去。"
        ),
    ),
    "no_rows": Sentence(_("找到了表头，但下面没有数据。"), _("请在表头下面填写内容，再上传。")),
}

NOTES: dict[str, Sentence] = {
    "file_other_ending": Sentence(_("文件名的结尾和内容不一样，已经按内容读。"), ""),
    "hidden_sheet": Sentence(
        _("工作表“{sheet}”是隐藏的，没有读。"), _("如果要导入，请取消隐藏，再上传。")
    ),
    "sheet_explains": Sentence(_("工作表“{sheet}”是说明或示例，没有读。"), ""),
    "sheet_without_table": Sentence(
        _("工作表“{sheet}”没有表头，没有读。"), _("如果要导入，请加一行表头，再上传。")
    ),
    "hidden_rows": Sentence(
        _("有 {count} 行在表格里是隐藏的，也读进来了。"),
        _("不想导入的，请在下面选“不导入这一行”。"),
    ),
    "column_unknown": Sentence(
        _("不认识“{heading}”这一列，没有读。"), _("如果需要，请改成模板里的列名，再上传。")
    ),
    "notes_skipped": Sentence(_("有 {count} 行是说明文字，没有当作数据。"), ""),
    "total_differs": Sentence(
        _("表里写的合计是 {stated} 人，各行加起来是 {counted} 人。"),
        _("请核对哪一个对。导入的是各行的人数。"),
    ),
}

ROWS: dict[str, Sentence] = {
    "employer_missing": Sentence(_("没有单位名称。"), _("请写上这个岗位是哪个单位的。")),
    "employer_filled_down": Sentence(
        _("单位名称空着，算作上面的“{name}”。"), _("不对的话，请写上单位名称。")
    ),
    "employer_from_sheet": Sentence(
        _("表里没有单位名称，用了工作表的名字“{name}”。"), _("不对的话，请写上单位名称。")
    ),
    "employer_name_long": Sentence(_("单位名称太长。"), _("请只写名称，最多 {limit} 个字。")),
    "employer_conflict": Sentence(
        _("“{name}”的“{label}”和第 {other} 行不一样。"), _("导入的是先出现的那一个。请核对。")
    ),
    "title_missing": Sentence(_("没有岗位名称。"), _("请写上岗位名称。")),
    "title_long": Sentence(
        _("岗位名称太长。"), _("请只写岗位的名字，最多 {limit} 个字；要求写在“岗位要求”里。")
    ),
    "title_diagnosis": Sentence(
        _("岗位名称里写了残疾类别。"), _("请改成工作的名字。残疾类别不会公开。")
    ),
    "text_long": Sentence(_("这一格太长，只读了前 {limit} 个字。"), _("请核对，或者写短一些。")),
    "headcount_missing": Sentence(_("没有招聘人数。"), _("请写招几个人，例如 3。")),
    "headcount_unreadable": Sentence(
        _("看不懂招聘人数。"), _("请写一个数，例如 3；或者写“3-5人”“若干”。")
    ),
    "headcount_zero": Sentence(
        _("招聘人数是 0。"), _("不招人的岗位，请选“不导入这一行”；要招的，请写人数。")
    ),
    "headcount_too_big": Sentence(_("招聘人数超过 {limit}。"), _("请核对。")),
    "headcount_open": Sentence(
        _("没有写准确人数，按 1 人统计。"), _("请问单位要招几个人，再改过来。")
    ),
    "headcount_range": Sentence(
        _("人数是一个范围，按最少的 {lower} 人统计，最多 {upper} 人。"), _("知道准数的，请改过来。")
    ),
    "headcount_at_least": Sentence(
        _("人数是“至少”，按 {count} 人统计。"), _("知道准数的，请改过来。")
    ),
    "headcount_at_most": Sentence(
        _("人数是“最多 {upper} 人”，按 1 人统计。"), _("知道准数的，请改过来。")
    ),
    "headcount_about": Sentence(
        _("人数是大约数，按 {count} 人统计。"), _("知道准数的，请改过来。")
    ),
    "headcount_was_date": Sentence(
        _("这一格被 Excel 变成了日期，按 {lower} 到 {upper} 人读，统计算 {lower} 人。"),
        _("请核对。"),
    ),
    "headcount_merged": Sentence(
        _("招聘人数这一格和上面几行合并在一起，分不清每个岗位招几个。"), _("请写出这一行招几个人。")
    ),
    "headcount_merged_first": Sentence(
        _("招聘人数这一格和下面几行合并在一起，{count} 人全算在这一行。"),
        _("请写出每一行各招几个人。"),
    ),
    "pay_missing": Sentence(_("没有写薪资。"), _("公开岗位以前要补上，例如“3000-4000”或“面议”。")),
    "pay_unreadable": Sentence(
        _("看不懂薪资。"), _("请写每月多少元，例如“3000-4000”；或者写“面议”。")
    ),
    "pay_piecework": Sentence(
        _("只写了计件，没有数目。"), _("请写大约每月多少元，例如“3000-4000”；或者写“面议”。")
    ),
    "pay_range_unclear": Sentence(_("薪资的范围有两种读法。"), _("请写成“8000-10000”这样的数。")),
    "pay_range_reversed": Sentence(_("薪资的高低写反了，已经换过来。"), _("请核对。")),
    "pay_implausible": Sentence(
        _("这个薪资不像真的：太高或太低。"),
        _("请写清楚数目和单位，例如“4000元/月”“20元/小时”“年薪8万”。"),
    ),
    "pay_several_figures": Sentence(
        _("写了几个数，按最低的 {lower} 元读；原话留在岗位里。"), _("请核对。")
    ),
    "pay_at_most": Sentence(
        _("只写了最高 {upper} 元，没有最低。"), _("请问单位最少给多少，再补上。")
    ),
    "pay_about": Sentence(_("薪资是大约数，按 {lower} 元读。"), _("请核对。")),
    "pay_rounded_down": Sentence(_("薪资有角分，去掉了零头。"), _("请核对。")),
    "pay_was_date": Sentence(
        _("这一格被 Excel 变成了日期，读不出薪资。"), _("请写每月多少元，例如“3000-4000”。")
    ),
    "pay_unit_unreadable": Sentence(
        _("看不懂计薪方式，按每月读。"), _("请写“月”“日”“小时”或“年”。")
    ),
    "education_unreadable": Sentence(
        _("看不懂学历要求，按“不限”读。"), _("请写“初中”“高中”“大专”“本科”，或“不限”。")
    ),
    "choice_unreadable": Sentence(
        _("这一格不是可选的内容，没有读。"), _("请写其中一个：{allowed}。")
    ),
    "phone_digits_lost": Sentence(
        _("电话被 Excel 变成了科学记数，号码不全。"), _("请重新写上电话号码。")
    ),
    "phone_unreadable": Sentence(
        _("看不懂电话号码，没有读。"), _("请写手机号，或者带区号的固定电话。")
    ),
    "email_unreadable": Sentence(_("邮箱写得不对，没有读。"), _("请核对邮箱。")),
    "licence_digits_lost": Sentence(
        _("统一社会信用代码被 Excel 变成了数字，后几位丢了，没有读。"), _("请重新写上 18 位代码。")
    ),
    "licence_wrong": Sentence(
        _("统一社会信用代码不对：应是 18 位，最后一位要对得上。没有读。"), _("请照营业执照核对。")
    ),
    "booth_was_date": Sentence(_("展位号被 Excel 变成了日期，按“{number}”读。"), _("请核对。")),
    "cell_error": Sentence(_("这一格是表格自己的错误。"), _("请写上正确的内容。")),
    "cell_uncalculated": Sentence(
        _("这一格是公式，文件里没有算好的结果。"),
        _("请写上结果；或者用 Excel 打开文件，保存一次，再上传。"),
    ),
    "disability_text": Sentence(
        _("写了残疾类别。它不会公开，只作为内部备注保存。"),
        _("请把它改写成工作要做什么，例如“要接电话”“要久站”。"),
    ),
    "diagnosis_held_back": Sentence(
        _("文字里写了残疾类别，这几句不公开，移到了内部备注。"),
        _("请把它改写成工作要做什么，例如“要接电话”“要久站”。"),
    ),
    "age_text": Sentence(
        _("写了年龄要求。它不会公开，只作为内部备注保存。"),
        _("年龄不是工作要求，请和单位商量去掉。"),
    ),
    "gender_text": Sentence(
        _("写了性别要求。它不会公开，只作为内部备注保存。"),
        _("性别不是工作要求，请和单位商量去掉。"),
    ),
    "row_repeated": Sentence(_("和第 {other} 行一样，只算一次。"), ""),
    "row_conflicts": Sentence(
        _("和第 {other} 行是同一个岗位，内容却不一样。"),
        _("请合成一行，或者给两个岗位起不同的名字。"),
    ),
}

SENTENCES = FILES | NOTES | ROWS


def say(code: str, params: Params) -> Sentence:
    """Both sentences of a problem in the active language."""
    return said(SENTENCES[code], params)


def said(sentence: Sentence, params: Params) -> Sentence:
    """A sentence in the active language with its parameters filled in."""
    values = dict(params)
    if "field" in values:
        values["label"] = str(FIELDS[str(values["field"])].label)
    return Sentence(filled(sentence.what, values), filled(sentence.advice, values))


def filled(text: str, params: Mapping[str, str | int]) -> str:
    return gettext(text).format(**params) if text else ""
