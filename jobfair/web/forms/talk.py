"""What is written in a conversation."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jobfair.accounts.models import User
from jobfair.booths.models import Booth
from jobfair.chat.models import (
    BESIDE_JOBSEEKER,
    LONGEST_NOTE,
    LONGEST_TEXT,
    Message,
    ReportReason,
    Seat,
)
from jobfair.common.images import MAX_BYTES
from jobfair.common.models import Record
from jobfair.watch.models import Reason
from jobfair.web.forms.widgets import CountedTextarea, Radios, Upload

SENDABLE = "image/jpeg,image/png,image/webp,application/pdf,.docx"


class MessageForm(forms.Form):
    """One message; `cid` is made with the page, so that sending twice says it once."""

    cid = forms.CharField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("写消息"),
        strip=False,
        error_messages={"required": _("请先写内容，再发送。")},
        # How long is too long, the domain says in its own words.
        widget=CountedTextarea(
            LONGEST_TEXT,
            {"rows": 3, "autocomplete": "off", "enterkeyhint": "send", "data-late": ""},
        ),
    )


class BesideForm(MessageForm):
    """One message of somebody beside the jobseeker, who may write in the jobseeker's name."""

    for_jobseeker = forms.BooleanField(required=False)

    def __init__(self, *args: Any, jobseeker: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["for_jobseeker"].label = _("以 %(name)s 的名义") % {"name": jobseeker}


class AttachmentForm(forms.Form):
    """A file and what it shows or says; `cid` is made with the page, so that sending twice sends once."""

    cid = forms.CharField(widget=forms.HiddenInput)
    upload = forms.FileField(
        label=_("图片或文件"),
        widget=Upload(SENDABLE, MAX_BYTES),
        help_text=_("图片（JPG、PNG、WebP）、PDF 或 Word（.docx），例如简历。"),
        error_messages={
            "required": _("请先选择文件。"),
            "empty": _("这个文件是空的。请重新选择。"),
        },
    )
    text = forms.CharField(
        label=_("说明"),
        max_length=LONGEST_TEXT,
        required=False,
        help_text=_("里面有什么，一句话。发图片一定要写：看不见图片的人靠它了解。"),
    )


AttachmentForm.base_fields["text"].needed_for = _("（图片一定要写）")  # type: ignore[attr-defined]


class HelperForm(forms.Form):
    """Somebody known, asked in by name."""

    helper = forms.ChoiceField(label=_("请谁来"), error_messages={"required": _("请选择一位。")})

    def __init__(self, *args: Any, helpers: Iterable[tuple[User, Seat]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helpers = {f"{user.key}.{seat}": (user, seat) for user, seat in helpers}
        field: Any = self.fields["helper"]
        field.choices = [("", _("请选择"))] + [
            (key, f"{user}（{seat.label}）") for key, (user, seat) in self.helpers.items()
        ]

    @property
    def chosen(self) -> dict[str, Any]:
        user, seat = self.helpers[self.cleaned_data["helper"]]
        return {"user": user, "seat": seat}


class SeatForm(forms.Form):
    """As what somebody is asked in by a link."""

    seat = forms.ChoiceField(
        label=_("对方以什么身份加入"),
        choices=[(seat.value, seat.label) for seat in BESIDE_JOBSEEKER],
        widget=Radios(
            hints={
                Seat.SUPPORTER: _("家人、朋友、社工，陪您一起谈。"),
                Seat.INTERPRETER: _("帮您和招聘人员沟通。"),
                Seat.ADVISER: _("残联或机构的工作人员。"),
            }
        ),
        error_messages={"required": _("请选择一种。")},
    )


class ReportForm(forms.Form):
    """Which message is not right, and why."""

    message = forms.ChoiceField(
        label=_("哪一条消息"),
        widget=Radios(),
        error_messages={"required": _("请选择一条消息。")},
    )
    reason = forms.ChoiceField(
        label=_("哪里不对"),
        choices=ReportReason.choices,
        widget=Radios(),
        error_messages={"required": _("请选择一个原因。")},
    )
    words = forms.CharField(
        label=_("补充说明"),
        max_length=500,
        required=False,
        widget=CountedTextarea(500, {"rows": 3}),
    )

    def __init__(self, *args: Any, messages: Iterable[Message], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.messages = {str(one.number): one for one in messages}
        field: Any = self.fields["message"]
        field.choices = [(key, _line_of(one)) for key, one in self.messages.items()]

    @property
    def report(self) -> dict[str, Any]:
        """What the service asks for."""
        given = self.cleaned_data
        reason = ReportReason(given["reason"])
        return {
            "message": self.messages[given["message"]],
            "reason": reason,
            "words": given["words"],
        }


def _line_of(message: Message) -> str:
    text = message.shown_text or gettext("（已撤回的消息）")
    said = {"name": message.author, "text": text[:60]}
    return gettext("%(name)s：%(text)s") % said


class HandoverForm(forms.Form):
    """To whom a conversation is handed on, and why."""

    to = forms.ChoiceField(
        label=_("请谁接着谈"), error_messages={"required": _("请选择一位同事或一个展位。")}
    )
    reason = forms.CharField(
        label=_("为什么（求职者会看到）"),
        max_length=200,
        required=False,
        help_text=_("例如：您问的岗位是他们在招。"),
    )

    def __init__(
        self, *args: Any, colleagues: Iterable[User], booths: Iterable[Booth], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.targets: dict[str, Record] = {one.key: one for one in [*colleagues, *booths]}
        by_kind: dict[Any, type[Record]] = {_("同事"): User, _("同一场招聘会的其他展位"): Booth}
        field: Any = self.fields["to"]
        field.choices = [("", _("请选择")), *self._groups(by_kind)]

    def _groups(
        self, by_kind: dict[Any, type[Record]]
    ) -> Iterator[tuple[Any, list[tuple[str, str]]]]:
        for label, kind in by_kind.items():
            found = [(key, str(one)) for key, one in self.targets.items() if isinstance(one, kind)]
            if found:
                yield label, found

    @property
    def target(self) -> dict[str, Any]:
        """The chosen one, as the service asks for it."""
        one = self.targets[self.cleaned_data["to"]]
        return {"to_user": one} if isinstance(one, User) else {"to_booth": one}


class PhraseForm(forms.Form):
    """One prepared phrase."""

    text = forms.CharField(label=_("常用语"), max_length=300)
    is_shared = forms.BooleanField(label=_("同事也能用"), required=False)


class SettleForm(forms.Form):
    """How somebody was answered, other than by writing back."""

    reason = forms.ChoiceField(label=_("怎么回复的"), choices=Reason.choices, widget=Radios())
    note = forms.CharField(
        label=_("说明"), max_length=200, required=False, help_text=_("选“其他”时要写。")
    )


class NoteForm(forms.Form):
    """Something the booth's reps write down for themselves."""

    text = forms.CharField(
        label=_("写备注"), max_length=LONGEST_NOTE, widget=CountedTextarea(LONGEST_NOTE)
    )
