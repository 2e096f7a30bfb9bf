"""Writes on people, employers and the roles that tie them together, by verb."""

from jobfair.accounts.services.employers import (
    EMPLOYER_FIELDS,
    add_employer,
    approve_employer,
    edit_employer,
    return_employer,
    set_logo,
    submit_employer,
)
from jobfair.accounts.services.invitations import (
    INVITED_TO,
    Issued,
    accept_invitation,
    invitation_behind,
    invite,
    issue,
    withdraw_invitation,
)
from jobfair.accounts.services.people import enrol, rename
from jobfair.accounts.services.roles import end_role, grant_role

__all__ = [
    "EMPLOYER_FIELDS",
    "INVITED_TO",
    "Issued",
    "accept_invitation",
    "add_employer",
    "approve_employer",
    "edit_employer",
    "end_role",
    "enrol",
    "grant_role",
    "invitation_behind",
    "invite",
    "issue",
    "rename",
    "return_employer",
    "set_logo",
    "submit_employer",
    "withdraw_invitation",
]
