"""No verb is forgotten: the public sees its change at once, or there is a reason why not."""

from jobfair.accounts import services as accounts
from jobfair.booths import services as booths
from jobfair.fairs import services as fairs
from tests.web.public.test_cache import CHANGES

# Writes that no page of the public shows, and those whose change another row already makes.
UNSEEN = {
    "about people and their access": "invite_contacts close_account create_token end_role end_sessions enrol "
    "grant_role invitation_behind invite issue accept_invitation person_behind person_of "
    "recheck_sockets record_person rename revoke_token revoke_tokens withdraw_invitation",
    "the book of employers before a booth": "add_employer submit_employer",
    "drafts: nobody but its organisers sees them": "clear_places add_booth add_fair add_position add_series "
    "add_venue copy_booths copy_fair duplicate_position remove_booth remove_position repeat_fair "
    "submit_complete_positions submit_position",
    "who stands at a booth has no name in public": "leave_booths set_staffing staff_booth "
    "unstaff_booth",
    "the same step of a state as close_fair": "archive_fair open_fair publish_fair unpublish_fair",
    "several times a verb that has a row": "approve_complete_employers keep_word place_all publish_ready tell_changes",
    "asks or holds, and writes nothing": "free_places held hold_people plan_places",
    "what nobody sees any more": "discard_former_logos discard_removed_materials end_leases",
    "the count of changes itself": "touch",
}


def test_every_service_is_seen_or_says_why_not():
    services = {
        name
        for module in (accounts, booths, fairs)
        for name in module.__all__
        if name == name.lower()
    }
    excepted = [name for names in UNSEEN.values() for name in names.split()]
    assert len(excepted) == len(set(excepted))
    assert set(excepted).isdisjoint(CHANGES)
    assert services == set(CHANGES) | set(excepted)
