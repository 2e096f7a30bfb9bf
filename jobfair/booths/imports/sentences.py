"""What the comparison with the fair may find, said like the problems of the sheet itself."""

from django.utils.translation import gettext_noop as _

from jobfair.booths.sheets.problems import Problem
from jobfair.booths.sheets.sentences import SENTENCES, Sentence, said
from jobfair.common.wording import flags_in

PLAN: dict[str, Sentence] = {
    "place_unreadable": Sentence(
        _("看不懂展位号，先不安排。"), _("请写成“A07”这样，或者导入以后再安排。")
    ),
    "place_unknown_zone": Sentence(
        _("本场招聘会没有“{zone}”这个展区，先不安排展位。"), _("请先添加展区，或者导入以后再安排。")
    ),
    "place_no_zone": Sentence(
        _("没有写展区，先不安排展位。"), _("请写成“A07”这样，或者导入以后再安排。")
    ),
    "place_outside": Sentence(
        _("{zone} 区的展位号是 1 到 {most}，先不安排。"), _("请改成范围内的号。")
    ),
    "place_taken": Sentence(
        _("{place} 已经给了“{other}”，先不安排。"), _("请选别的号，或者导入以后再安排。")
    ),
    "employer_two": Sentence(
        _("统一社会信用代码是“{other}”的，名称却不是。"),
        _("请核对名称和代码。导入时按代码，名称不改。"),
    ),
    "employer_not_yours": Sentence(
        _("这家单位由主办方管理，它的资料没有改。"), _("岗位照常导入。要改单位资料，请联系主办方。")
    ),
    "employer_elsewhere": Sentence(
        _("这里只导入岗位，单位资料没有改。"), _("要改单位资料，请到“单位资料”页。")
    ),
    "employer_other": Sentence(
        _("这一行写的是别的单位，这里只能导入自己展位的岗位。"),
        _("请核对单位名称，或者不导入这一行。"),
    ),
    "position_stopped": Sentence(
        _("这个岗位已停止招聘，导入以后仍是停止。"), _("如果又要招，请到岗位页面恢复。")
    ),
    "position_reviewed_again": Sentence(
        _("表里的新写法要先审核，导入以后这个岗位回到“待审核”，通过以前求职者看不到它。"),
        _("请改掉这些写法，或者导入以后马上审核。"),
    ),
    "wording_flagged": Sentence(_("“{words}”这样的写法可能把人挡在外面，审核时会提出来。"), ""),
}
TROUBLE: dict[str, Sentence] = {
    "job_failed": Sentence(
        _("处理时出了意外，没有做完，也没有改动任何内容。"), _("请再试一次；还是不行，请联系我们。")
    ),
    "fair_over": Sentence(
        _("招聘会已经结束，岗位数和招聘人数已经统计上报，所以没有改动任何内容。"),
        _("要用在下一场，请到那一场里导入。"),
    ),
    "changed_meanwhile": Sentence(
        _("您核对的时候，招聘会里的内容有了变化，所以没有导入。"),
        _("下面是按现在的内容重新比较的结果，请再看一遍。"),
    ),
}
ALL = SENTENCES | PLAN | TROUBLE


def say(problem: Problem) -> Sentence:
    """Both sentences of any problem of an import, in the active language."""
    sentence = said(ALL[problem.code], problem.params)
    if problem.code != "wording_flagged":
        return sentence
    flags = flags_in(str(problem.params["words"]))
    return Sentence(sentence.what, flags[0].sentence if flags else "")
