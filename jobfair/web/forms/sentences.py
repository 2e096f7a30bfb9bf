"""What forms say when something is missing or cannot be read: sentences that say what to do."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[type[forms.Field], dict[str, Any]] = {
    forms.Field: {"required": _("请填写这一项。")},
    forms.IntegerField: {"invalid": _("请填整数，例如 5。")},
    forms.DecimalField: {"invalid": _("请填数字，例如 5 或 5.5。")},
    forms.ChoiceField: {
        "required": _("请选一项。"),
        "invalid_choice": _("请从给出的选项里选。"),
    },
    forms.MultipleChoiceField: {
        "required": _("请至少选一项。"),
        "invalid_choice": _("请从给出的选项里选。"),
    },
    forms.ModelChoiceField: {
        "required": _("请选一项。"),
        "invalid_choice": _("这一项已经不能选了，请另选一项。"),
    },
    forms.BooleanField: {"required": _("请先勾选这一项。")},
    forms.FileField: {
        "required": _("请选择一个文件。"),
        "empty": _("这个文件是空的，请另选一个。"),
        "missing": _("没有收到文件，请再选一次。"),
    },
}


def settle() -> None:
    """Make them the words of every form, those of sign-in too."""
    for field, messages in SENTENCES.items():
        inherited = field.__dict__.get("default_error_messages", {})
        field.default_error_messages = {**inherited, **messages}
