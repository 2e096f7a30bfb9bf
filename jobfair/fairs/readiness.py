"""What a fair must have before it is published."""

from django.utils.translation import gettext as _

from jobfair.common.readiness import Missing
from jobfair.fairs.models import Fair


def missing_for_fair(fair: Fair) -> list[Missing]:
    checks = [
        (fair.summary.strip(), "summary", _("写一段简介，说明这场招聘会为谁办、有什么。")),
        (fair.sessions.exists(), "sessions", _("至少安排一个场次。")),
        (fair.zones.exists(), "zones", _("至少设一个展区。")),
        (fair.contact_phone.strip(), "contact_phone", _("填写咨询电话，有问题的人才知道找谁。")),
        (fair.venue_id or not fair.is_onsite, "venue", _("线下招聘会需要选择场地。")),
        (
            fair.help_available.strip(),
            "help_available",
            _("写明有哪些帮助，例如手语翻译、引导员。"),
        ),
    ]
    return [Missing(field, sentence) for fulfilled, field, sentence in checks if not fulfilled]
