"""Writes on people, employers and the roles that tie them together, by verb."""

from jobfair.accounts.services.employers import (
    EMPLOYER_FIELDS,
    add_employer,
    approve_complete_employers,
    approve_employer,
    edit_employer,
    return_employer,
    submit_employer,
)
from jobfair.accounts.services.invitations import (
    INVITED_TO,
    Issued,
    accept_invitation,
    invitation_behind,
    invite,
    invite_contacts,
    issue,
    withdraw_invitation,
)
from jobfair.accounts.services.leaving import close_account, end_sessions
from jobfair.accounts.services.logos import (
    describe_logo,
    discard_former_logos,
    remove_logo,
    restore_logo,
    set_logo,
)
from jobfair.accounts.services.people import (
    enrol,
    held,
    hold_people,
    person_of,
    recheck_sockets,
    record_person,
    rename,
)
from jobfair.accounts.services.roles import end_role, grant_role
from jobfair.accounts.services.tokens import (
    IssuedToken,
    create_token,
    person_behind,
    revoke_token,
    revoke_tokens,
)

__all__ = [
    "EMPLOYER_FIELDS",
    "INVITED_TO",
    "Issued",
    "IssuedToken",
    "accept_invitation",
    "add_employer",
    "approve_complete_employers",
    "approve_employer",
    "close_account",
    "create_token",
    "describe_logo",
    "discard_former_logos",
    "edit_employer",
    "end_role",
    "end_sessions",
    "enrol",
    "grant_role",
    "held",
    "hold_people",
    "invitation_behind",
    "invite",
    "invite_contacts",
    "issue",
    "person_behind",
    "person_of",
    "recheck_sockets",
    "record_person",
    "remove_logo",
    "rename",
    "restore_logo",
    "return_employer",
    "revoke_token",
    "revoke_tokens",
    "set_logo",
    "submit_employer",
    "withdraw_invitation",
]
