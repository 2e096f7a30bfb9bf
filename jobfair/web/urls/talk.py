"""Conversations: the jobseeker's side under /talk/, the booth's desk under /rep/."""

from django.urls import path

from jobfair.web.views.talk import (
    attaching,
    conversation,
    desk,
    handing,
    lists,
    notes,
    people,
    settling,
    trouble,
)

urlpatterns = [
    path("talk/", lists.mine, name="talks"),
    path("booths/<id:booth>/talk/", lists.begin, name="talk_begin"),
    path("talk/<id:conversation>/", conversation.show, name="talk"),
    path("talk/<id:conversation>/messages/", conversation.messages_part, name="talk_messages"),
    path("talk/<id:conversation>/around/", conversation.around_part, name="talk_around"),
    path("talk/<id:conversation>/intents/", conversation.intents_part, name="talk_intents"),
    path("talk/<id:conversation>/intents/say/", conversation.say_intent, name="talk_intent"),
    path("talk/<id:conversation>/send/", conversation.send, name="talk_send"),
    path("talk/<id:conversation>/phrase/", conversation.phrase, name="talk_phrase"),
    path("talk/<id:conversation>/withdraw/", conversation.withdraw, name="talk_withdraw"),
    path("talk/<id:conversation>/attach/", attaching.attach, name="talk_attach"),
    path("files/<id:attachment>/", attaching.file, name="talk_file"),
    path("talk/<id:conversation>/people/", people.people, name="talk_people"),
    path("talk/<id:conversation>/people/leave/", people.leave, name="talk_leave"),
    path("seats/<id:invitation>/withdraw/", people.withdraw_seat, name="seat_withdraw"),
    path("with/<str:secret>/", people.seat, name="seat"),
    path("talk/reports/", trouble.reports, name="talk_reports"),
    path("talk/<id:conversation>/trouble/", trouble.trouble, name="talk_trouble"),
    path("talk/<id:conversation>/stop/", trouble.stop, name="talk_stop"),
    path("talk/<id:conversation>/resume/", trouble.resume, name="talk_resume"),
    path("talk/<id:conversation>/hand-over/", handing.offer, name="talk_hand_over"),
    path("hand-overs/<id:handover>/answer/", handing.answer, name="handover_answer"),
    path("hand-overs/<id:handover>/take-back/", handing.take_back, name="handover_take_back"),
    path("hand-overs/<id:handover>/history/", handing.history, name="handover_history"),
    path("hand-overs/<id:handover>/close/", handing.close, name="handover_close"),
    path("talk/<id:conversation>/notes/", notes.notes, name="talk_notes"),
    path("talk/<id:conversation>/settle/", settling.settle, name="settle"),
    path("rep/booths/<id:booth>/desk/", desk.desk, name="rep_desk"),
    path("rep/booths/<id:booth>/desk/list/", desk.list_part, name="rep_desk_list"),
    path("rep/booths/<id:booth>/phrases/", desk.phrases, name="rep_phrases"),
]
