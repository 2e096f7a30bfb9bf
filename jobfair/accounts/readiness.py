"""What an employer's record must hold before it is reviewed."""

from django.utils.translation import gettext as _

from jobfair.accounts.models import Employer
from jobfair.common.readiness import Missing


def missing_for_employer(employer: Employer) -> list[Missing]:
    wanted = {
        "licence_number": _("填写统一社会信用代码（18 位）。"),
        "intro": _("写一段单位介绍，让求职者知道您是做什么的。"),
        "district": _("填写单位所在区。"),
        "contact_name": _("填写联系人姓名。"),
        "contact_phone": _("填写联系电话。"),
    }
    return [
        Missing(field, sentence)
        for field, sentence in wanted.items()
        if not getattr(employer, field).strip()
    ]
