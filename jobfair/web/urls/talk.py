"""Conversations: the jobseeker's side under /talk/, the booth's desk under /rep/."""

from django.urls import path

from jobfair.web.views.talk import conversation, desk, lists

urlpatterns = [
    path("talk/", lists.mine, name="talks"),
    path("booths/<id:booth>/talk/", lists.begin, name="talk-begin"),
    path("talk/<id:conversation>/", conversation.show, name="talk"),
    path("talk/<id:conversation>/messages/", conversation.messages_part, name="talk-messages"),
    path("talk/<id:conversation>/send/", conversation.send, name="talk-send"),
    path("talk/<id:conversation>/withdraw/", conversation.withdraw, name="talk-withdraw"),
    path("rep/booths/<id:booth>/desk/", desk.desk, name="desk-booth"),
    path("rep/booths/<id:booth>/desk/list/", desk.list_part, name="desk-booth-list"),
    path("rep/booths/<id:booth>/phrases/", desk.phrases, name="desk-phrases"),
]
