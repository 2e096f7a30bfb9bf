"""People, the bodies they act for, and the roles they hold."""

from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jobfair.accounts.roles import Role, Roles, role_matches_body
from jobfair.common.models import Picture, Record
from jobfair.common.phones import mobile_number, spoken_number
from jobfair.common.review import ReviewState

#: What stands where the name of somebody stood who has given up their account.
ERASED = _("已删除的账号")


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, email: str | None = None, password: str | None = None, **fields: Any
    ) -> "User":
        if fields.get("phone"):
            fields["phone"] = mobile_number(fields["phone"])
        user = self.model(email=self.normalize_email(email).lower() if email else None, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(Record, AbstractBaseUser, PermissionsMixin):
    """A person who can sign in, by e-mail address or by telephone number."""

    email = models.EmailField(_("电子邮箱"), null=True, blank=True, unique=True)
    phone = models.CharField(_("手机号"), max_length=20, null=True, blank=True)
    phone_verified = models.BooleanField(default=False)
    name = models.CharField(_("称呼"), max_length=60, blank=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["phone"], name="user_phone_unique"),
        ]

    def __str__(self) -> str:
        if self.is_erased:
            return str(ERASED)
        return self.name or self.email or self.spoken_phone or self.key

    @property
    def is_erased(self) -> bool:
        """Given up for good: without an address and a number nobody can sign in by it."""
        return self.email is None and self.phone is None

    @property
    def spoken_phone(self) -> str:
        return spoken_number(self.phone) if self.phone else ""

    @property
    def contact(self) -> str:
        """The address or number that tells two people of one name apart."""
        return self.email or self.spoken_phone

    @cached_property
    def held_roles(self) -> Roles:
        """Every role this person was given, read once for each request."""
        rows = self.memberships.values_list("role", "organiser_id", "employer_id")
        return Roles.of((Role(role), organiser or employer) for role, organiser, employer in rows)

    @property
    def has_read_roles(self) -> bool:
        """Whether the next question for a role asks nobody."""
        return "held_roles" in vars(self)

    @property
    def roles(self) -> Roles:
        """The roles this person may act in: an organiser's sleeps until it is protected."""
        return (
            self.held_roles.without(Role.ORGANISER) if self.lacks_second_step else self.held_roles
        )

    @cached_property
    def lacks_second_step(self) -> bool:
        """An organiser or administrator who must still turn on the second step of signing in."""
        is_asked = settings.ORGANISERS_NEED_SECOND_STEP
        must_have = is_asked and (self.is_staff or self.held_roles.any(Role.ORGANISER))
        return must_have and not self.has_second_step

    @cached_property
    def has_second_step(self) -> bool:
        """Whether signing in asks this person for an authenticator's digits as well."""
        from allauth.mfa.models import Authenticator

        return Authenticator.objects.filter(user=self.pk, type=Authenticator.Type.TOTP).exists()

    def forget_roles(self) -> None:
        """Read them again at the next question, after they changed."""
        for read in ("held_roles", "lacks_second_step", "has_second_step"):
            self.__dict__.pop(read, None)


class Organiser(Record):
    """A body that runs or co-runs fairs: a city federation, a job centre.

    `revision` grows with every change of its own names and of an employer in its book, so
    that what was rendered from older records is known to be stale. `introduced_by` brought it in as a
    co-organiser, and looks after it until its first person comes.
    """

    name = models.CharField(_("名称"), max_length=120, unique=True)
    name_en = models.CharField(_("英文名称"), max_length=160, blank=True)
    city = models.CharField(_("城市"), max_length=40)
    phone = models.CharField(_("联系电话"), max_length=40, blank=True)
    email = models.EmailField(_("电子邮箱"), blank=True)
    introduced_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="introduced"
    )
    revision = models.PositiveBigIntegerField(default=0, editable=False)

    def __str__(self) -> str:
        return self.name

    @property
    def has_people(self) -> bool:
        """Somebody answers for it by now."""
        return self.memberships.filter(role=Role.ORGANISER).exists()


class EmployerKind(models.TextChoices):
    COMPANY = "company", _("企业")
    PUBLIC = "public", _("机关事业单位")
    SOCIAL = "social", _("社会组织")
    SOLE = "sole", _("个体工商户")


class EmployerQuerySet(models.QuerySet["Employer"]):
    def approved(self) -> "EmployerQuerySet":
        return self.filter(review_state=ReviewState.APPROVED)

    def awaiting_review(self) -> "EmployerQuerySet":
        return self.filter(review_state=ReviewState.SUBMITTED)


class Employer(Record):
    """A 用人单位, reviewed by the organiser that admitted it before it may publish."""

    organiser = models.ForeignKey(Organiser, models.PROTECT, related_name="employers")
    name = models.CharField(_("单位名称"), max_length=120)
    name_en = models.CharField(_("英文名称"), max_length=160, blank=True)
    kind = models.CharField(
        _("单位性质"), max_length=10, choices=EmployerKind.choices, default=EmployerKind.COMPANY
    )
    licence_number = models.CharField(_("统一社会信用代码"), max_length=18, blank=True)
    intro = models.TextField(_("单位介绍"), max_length=2000, blank=True)
    intro_en = models.TextField(_("英文介绍"), max_length=3000, blank=True)
    district = models.CharField(_("所在区"), max_length=40, blank=True)
    address = models.CharField(_("地址"), max_length=200, blank=True)
    website = models.URLField(_("网址"), blank=True)
    contact_name = models.CharField(_("联系人"), max_length=60, blank=True)
    contact_phone = models.CharField(_("联系电话"), max_length=60, blank=True)
    contact_email = models.EmailField(_("联系邮箱"), blank=True)
    logo = models.ForeignKey(Picture, models.SET_NULL, null=True, blank=True, related_name="+")
    #: The one before, which can be had back for an hour.
    former_logo = models.ForeignKey(
        Picture, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    logo_changed_at = models.DateTimeField(null=True, editable=False)
    review_state = models.CharField(
        _("审核状态"), max_length=10, choices=ReviewState.choices, default=ReviewState.DRAFT
    )
    review_note = models.TextField(_("审核意见"), max_length=500, blank=True)
    reviewed_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)

    objects = EmployerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organiser", "name"], name="employer_name_unique"),
            models.UniqueConstraint(
                fields=["organiser", "licence_number"],
                condition=~Q(licence_number=""),
                name="employer_licence_unique",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_approved(self) -> bool:
        return self.review_state == ReviewState.APPROVED


class Membership(Record):
    """One role of one person; a person may hold several."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField(_("身份"), max_length=10, choices=Role.choices)
    organiser = models.ForeignKey(
        Organiser, models.CASCADE, null=True, blank=True, related_name="memberships"
    )
    employer = models.ForeignKey(
        Employer, models.CASCADE, null=True, blank=True, related_name="memberships"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=role_matches_body(), name="membership_role_body"),
            # One for each kind of body: NULLs are never equal to SQLite.
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(organiser=None, employer=None),
                name="membership_once",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "organiser"],
                condition=Q(organiser__isnull=False),
                name="membership_once_for_organiser",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "employer"],
                condition=Q(employer__isnull=False),
                name="membership_once_for_employer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"

    @property
    def body(self) -> Organiser | Employer | None:
        return self.organiser or self.employer


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def usable(self, now: datetime) -> "InvitationQuerySet":
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now)

    def to_body(self, body: "Organiser | Employer") -> "InvitationQuerySet":
        if isinstance(body, Employer):
            return self.filter(employer=body)
        return self.filter(organiser=body)


class Invitation(Record):
    """A link that makes its holder a rep or a colleague; only a fingerprint is stored."""

    role = models.CharField(_("身份"), max_length=10, choices=Role.choices)
    organiser = models.ForeignKey(Organiser, models.CASCADE, null=True, blank=True)
    employer = models.ForeignKey(Employer, models.CASCADE, null=True, blank=True)
    email = models.EmailField(_("电子邮箱"), blank=True)
    phone = models.CharField(_("手机号"), max_length=20, blank=True)
    fingerprint = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, models.CASCADE, related_name="invitations_made")
    expires_at = models.DateTimeField(_("有效至"))
    accepted_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="invitations_accepted"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=role_matches_body(), name="invitation_role_body"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.address or self.key}"

    @property
    def address(self) -> str:
        """Where the link was sent; empty when whoever made it passes it on."""
        return self.email or (spoken_number(self.phone) if self.phone else "")

    @property
    def body(self) -> Organiser | Employer | None:
        return self.organiser or self.employer


class AccessToken(Record):
    """A key by which a person's own program uses the API in their name.

    Only a fingerprint is stored; `last_used_on` is a day, so that using one writes once a day.
    None lasts for ever: what was forgotten in a program somewhere ends by itself.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="access_tokens")
    name = models.CharField(_("用途"), max_length=60)
    fingerprint = models.CharField(max_length=64, unique=True)
    last_used_on = models.DateField(null=True, blank=True)
    expires_at = models.DateTimeField(_("有效至"))

    def __str__(self) -> str:
        return self.name

    @property
    def has_ended(self) -> bool:
        return self.expires_at <= timezone.now()


class BrowserSession(AbstractBaseSession):
    """What is kept of one browser while it is in use, and whose account is signed in there.

    The column repeats what the data says inside, so that one statement finds or ends all
    sessions of an account. Without a rule of the database: a page that goes on while its
    account is deleted must not fail for it.
    """

    account = models.ForeignKey(
        User,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="browser_sessions",
        db_constraint=False,
    )


#: Of rows about a `person`, the one who is counted: a record that was merged is that other person.
WHO = Coalesce(F("person__merged_into"), F("person"))


class PersonQuerySet(models.QuerySet["Person"]):
    def known(self) -> "PersonQuerySet":
        """Without those that turned out to be somebody else, and those that asked to be erased."""
        return self.filter(merged_into=None, erased_at=None)

    def of(self, user: User) -> "PersonQuerySet":
        """This account's person, with every record that was merged into it."""
        return self.filter(Q(user=user) | Q(merged_into__user=user))


class Person(Record):
    """A jobseeker as ledgers and figures know one: with an account, or on an organiser's record.

    Ledgers refer to this row for ever and hold no name. So it is never deleted: erasing
    empties it, and a second row of the same human being points to the one that is kept.
    """

    user = models.OneToOneField(User, models.SET_NULL, null=True, blank=True, related_name="person")
    organiser = models.ForeignKey(
        Organiser, models.PROTECT, null=True, blank=True, related_name="people_on_record"
    )
    name = models.CharField(_("姓名"), max_length=60, blank=True)
    phone = models.CharField(_("电话"), max_length=20, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="duplicates"
    )
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_at=None) | Q(user=None, name="", phone=""),
                name="person_erased_is_empty",
            ),
        ]

    @property
    def kept_id(self) -> UUID:
        """The row that stands for this human being, as `WHO` is in queries; of one that was merged, the other."""
        return self.merged_into_id or self.pk

    def __str__(self) -> str:
        """What others may call this person: never an address or a number."""
        name = (self.user.name if self.user else "") or self.name
        unnamed = (
            gettext("求职者 %(tail)s（已删除资料）")
            if self.erased_at
            else gettext("求职者 %(tail)s")
        )
        return name or unnamed % {"tail": self.key[-4:].upper()}
