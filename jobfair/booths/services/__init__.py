"""Writes on booths and positions, by verb."""

from jobfair.booths.services.booths import (
    add_booth,
    edit_booth,
    publish_booth,
    publish_ready,
    remove_booth,
    unpublish_booth,
)
from jobfair.booths.services.copying import duplicate_position
from jobfair.booths.services.materials import (
    add_material,
    describe_material,
    discard_removed_materials,
    move_material,
    remove_material,
    restore_material,
)
from jobfair.booths.services.naming import name_job_type
from jobfair.booths.services.placing import (
    Place,
    clear_places,
    free_places,
    place_all,
    place_booth,
    plan_places,
)
from jobfair.booths.services.positions import (
    add_position,
    close_position,
    edit_position,
    move_position,
    remove_position,
    reopen_position,
)
from jobfair.booths.services.presence import (
    end_leases,
    hold_desk,
    keep_word,
    leave_booth,
    note_waiting,
    say_away,
    say_present,
    tell_changes,
)
from jobfair.booths.services.repeating import copy_booths, repeat_fair
from jobfair.booths.services.review import (
    approve_position,
    approve_unflagged,
    return_position,
    submit_complete_positions,
    submit_position,
)
from jobfair.booths.services.staffing import leave_booths, set_staffing, staff_booth, unstaff_booth

__all__ = [
    "Place",
    "add_booth",
    "add_material",
    "add_position",
    "approve_position",
    "approve_unflagged",
    "clear_places",
    "close_position",
    "copy_booths",
    "describe_material",
    "discard_removed_materials",
    "duplicate_position",
    "edit_booth",
    "edit_position",
    "end_leases",
    "free_places",
    "hold_desk",
    "keep_word",
    "leave_booth",
    "leave_booths",
    "move_material",
    "move_position",
    "name_job_type",
    "note_waiting",
    "place_all",
    "place_booth",
    "plan_places",
    "publish_booth",
    "publish_ready",
    "remove_booth",
    "remove_material",
    "remove_position",
    "reopen_position",
    "repeat_fair",
    "restore_material",
    "return_position",
    "say_away",
    "say_present",
    "set_staffing",
    "staff_booth",
    "submit_complete_positions",
    "submit_position",
    "tell_changes",
    "unpublish_booth",
    "unstaff_booth",
]
