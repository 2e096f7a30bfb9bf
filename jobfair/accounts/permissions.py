"""Who may do what with people, organisers and employers."""

from django.contrib.auth.models import AnonymousUser

from jobfair.accounts.models import (
    AccessToken,
    Employer,
    Invitation,
    Membership,
    Organiser,
    Person,
    User,
)
from jobfair.accounts.roles import Role, Roles

NOBODY = Roles()


def roles_of(user: User | AnonymousUser) -> Roles:
    return user.roles if isinstance(user, User) and user.is_active else NOBODY


def may_organise(user: User | AnonymousUser, organiser: Organiser) -> bool:
    return roles_of(user).has(Role.ORGANISER, organiser.pk)


def may_settle_in(user: User | AnonymousUser, organiser: Organiser) -> bool:
    """Whoever introduced a body looks after it until its first person has come."""
    introduced_by = organiser.introduced_by_id
    if introduced_by is None or not roles_of(user).has(Role.ORGANISER, introduced_by):
        return False
    return not organiser.has_people


def may_represent(user: User | AnonymousUser, employer: Employer) -> bool:
    return roles_of(user).has(Role.REP, employer.pk)


def may_review_employer(user: User | AnonymousUser, employer: Employer) -> bool:
    return roles_of(user).has(Role.ORGANISER, employer.organiser_id)


def may_edit_employer(user: User | AnonymousUser, employer: Employer) -> bool:
    return may_represent(user, employer) or may_review_employer(user, employer)


def may_invite(user: User | AnonymousUser, body: Organiser | Employer) -> bool:
    """Colleagues invite colleagues; an organiser also invites an employer's reps."""
    if isinstance(body, Employer):
        return may_edit_employer(user, body)
    return may_organise(user, body) or may_settle_in(user, body)


def may_withdraw_invitation(user: User | AnonymousUser, invitation: Invitation) -> bool:
    body = invitation.body
    return body is not None and may_invite(user, body)


def may_end_role(user: User | AnonymousUser, membership: Membership) -> bool:
    """One's own role, or that of a person one could invite back."""
    if isinstance(user, User) and user.is_active and membership.user_id == user.pk:
        return True
    body = membership.body
    return body is not None and may_invite(user, body)


def may_revoke_token(user: User | AnonymousUser, token: AccessToken) -> bool:
    return isinstance(user, User) and user.is_active and token.user_id == user.pk


def may_keep_record(user: User | AnonymousUser, organiser: Organiser) -> bool:
    """Put people without an account on record: the organiser and its advisers."""
    roles = roles_of(user)
    return roles.has(Role.ADVISER, organiser.pk) or roles.has(Role.ORGANISER, organiser.pk)


def is_oneself(user: User | AnonymousUser, person: Person) -> bool:
    return isinstance(user, User) and user.is_active and person.user_id == user.pk
