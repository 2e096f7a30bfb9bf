"""The steps a fair may take by hand, and what each will do, in words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobfair.booths.selectors import tally_of
from jobfair.common.sealing import can_seal
from jobfair.common.words import Words
from jobfair.fairs import services
from jobfair.fairs.models import Fair, FairState
from jobfair.fairs.services.lifecycle import FOLLOWS
from jobfair.web.formatting import moment


@dataclass(frozen=True)
class Step:
    """One step: the word on its button, the question before it, the sentence after it."""

    slug: str
    after: str
    do: Callable[..., Fair]
    label: Words
    question: Words
    done: Words
    consequences: Callable[[Fair], list[str]]
    is_grave: bool = False


def _of_publishing(fair: Fair) -> list[str]:
    tally = tally_of(fair)
    return [
        _("所有人都能看到这场招聘会的时间、地点和帮助。"),
        _("已经发布的 %(n)d 个展位会出现在展厅；还没发布的 %(m)d 个不会出现，以后可以陆续发布。")
        % {"n": tally.published, "m": tally.unpublished},
        _("%(start)s 自动开放，%(end)s 自动结束，不用守着电脑。")
        % {"start": _local(fair, fair.starts_at), "end": _local(fair, fair.ends_at)},
        _("发布以后还可以修改，也可以在开放前撤回。"),
    ]


def _of_taking_back(fair: Fair) -> list[str]:
    return [
        _("招聘会和它的展位、岗位、公告马上从公开页面消失。"),
        _("收藏了链接的人会看到“找不到这一页”。"),
        _("内容都保留着，改好后可以再次发布。"),
    ]


def _of_opening(fair: Fair) -> list[str]:
    if fair.state == FairState.CLOSED:
        first = _("招聘会重新开放，求职者又可以进入展位。")
    else:
        first = _("现在就开放，不等到 %(start)s。") % {"start": _local(fair, fair.starts_at)}
    return [
        first,
        _("招聘人员可以打开自己的展位。"),
        _("到 %(end)s 仍会自动结束。") % {"end": _local(fair, fair.ends_at)},
    ]


def _of_closing(fair: Fair) -> list[str]:
    return [
        _("招聘会马上结束，展位全部关闭，不再等到 %(end)s。") % {"end": _local(fair, fair.ends_at)},
        _("公开页面仍可查看，标明“已结束”。"),
        _("在原定结束时间以前，可以重新开放。"),
        *([_("按残疾类别的表过了这个时间再做，做了就不变。")] if can_seal() else []),
    ]


def _of_archiving(fair: Fair) -> list[str]:
    return [
        _("招聘会存入档案，公开页面仍可查看。"),
        _("归档以后不能再开放。要再办一场，请用“复制为下一场”。"),
        *([_("按残疾类别的表如果还没做，现在就做，以后不变。")] if can_seal() else []),
    ]


STEPS = (
    Step(
        "publish",
        FairState.PUBLISHED,
        services.publish_fair,
        gettext_lazy("发布招聘会"),
        gettext_lazy("现在发布这场招聘会吗？"),
        gettext_lazy("招聘会已经发布，所有人都能看到。"),
        _of_publishing,
    ),
    Step(
        "take-back",
        FairState.DRAFT,
        services.unpublish_fair,
        gettext_lazy("撤回"),
        gettext_lazy("把这场招聘会撤回筹备吗？"),
        gettext_lazy("招聘会已经撤回，公众看不到了。"),
        _of_taking_back,
        is_grave=True,
    ),
    Step(
        "open",
        FairState.OPEN,
        services.open_fair,
        gettext_lazy("现在开放"),
        gettext_lazy("现在开放这场招聘会吗？"),
        gettext_lazy("招聘会已经开放。"),
        _of_opening,
    ),
    Step(
        "close",
        FairState.CLOSED,
        services.close_fair,
        gettext_lazy("现在结束"),
        gettext_lazy("现在结束这场招聘会吗？"),
        gettext_lazy("招聘会已经结束。"),
        _of_closing,
        is_grave=True,
    ),
    Step(
        "archive",
        FairState.ARCHIVED,
        services.archive_fair,
        gettext_lazy("归档"),
        gettext_lazy("把这场招聘会归档吗？"),
        gettext_lazy("招聘会已经归档。"),
        _of_archiving,
        is_grave=True,
    ),
)
BY_SLUG = {step.slug: step for step in STEPS}


def steps_from(state: str) -> list[Step]:
    """What may be done by hand from here, in the order of a fair's life."""
    return [step for step in STEPS if step.after in FOLLOWS[state]]


def _local(fair: Fair, when: datetime) -> str:
    return moment(when.astimezone(fair.zone_info))
