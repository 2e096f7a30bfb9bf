"""Intents: the jobseeker's list, one intent for both sides, the booth's board, the adviser's record."""

from django.urls import path

from jobfair.web.views.adviser import duplicates, erasing, following, recording
from jobfair.web.views.intents import board, mine, one

urlpatterns = [
    path("intents/", mine.mine, name="intents"),
    path("intents/follow-up/", following.mine, name="my_follow_ups"),
    path("intents/list/", mine.mine_part, name="intents_part"),
    path("positions/<id:position>/intent/", mine.express, name="express_interest"),
    path("intents/<id:intent>/", one.intent, name="intent"),
    path("intents/<id:intent>/now/", one.now_part, name="intent_now"),
    path("intents/<id:intent>/step/", one.step, name="intent_step"),
    path("intents/<id:intent>/remark/", one.remark, name="intent_remark"),
    path("intents/<id:intent>/note/", one.note, name="intent_note"),
    path("rep/booths/<id:booth>/intents/", board.board, name="rep_intents"),
    path("rep/booths/<id:booth>/intents/list/", board.board_part, name="rep_intents_part"),
    path("rep/booths/<id:booth>/intents/press/", board.press, name="rep_press"),
    path("adviser/", recording.home, name="adviser_home"),
    path("records/duplicates/", duplicates.duplicates, name="duplicates"),
    path("records/duplicates/<id:duplicate>/<id:kept>/", duplicates.merge, name="merge"),
    path("records/<id:person>/erase/", erasing.erase, name="erase_record"),
    path("adviser/fairs/<id:fair>/", recording.people, name="adviser_people"),
    path("adviser/fairs/<id:fair>/people/<id:person>/", recording.person, name="adviser_person"),
    path("adviser/fairs/<id:fair>/intents/<id:intent>/", recording.heard, name="adviser_heard"),
    path("follow-up/", following.worklist, name="adviser_follow_up"),
    path("follow-up/<id:intent>/", following.of_intent, name="adviser_case"),
    path("follow-up/placements/<id:placement>/", following.of_placement, name="adviser_placement"),
    path(
        "follow-up/placements/<id:placement>/withdraw/",
        following.withdraw,
        name="adviser_withdraw_placement",
    ),
    path(
        "adviser/fairs/<id:fair>/people/<id:person>/placement/",
        following.place,
        name="adviser_place",
    ),
]
