"""The people and things that the pages under test show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from jobfair.accounts.models import Employer, Membership, Organiser, Person, User
from jobfair.accounts.services import person_of, record_person, set_logo
from jobfair.attendance.models import Category, CategoryTable
from jobfair.attendance.services import arrive_onsite, register
from jobfair.booths.models import Booth, Material, Position
from jobfair.booths.services import add_material
from jobfair.chat import services as chat
from jobfair.chat.models import Conversation, Handover, Report, ReportReason, Seat
from jobfair.common.review import ReviewState
from jobfair.fairs.models import Fair, FairState
from jobfair.intents.models import Intent
from jobfair.intents.steps import Step
from jobfair.outcomes.calls import Call, Reason
from jobfair.outcomes.models import PlaceKind, Placement
from jobfair.outcomes.services import Heard, place_person, record_follow_up
from jobfair.watch.services import look as watch
from jobfair.watch.services import make_wall_link
from tests import factories as make
from tests.domain.pictures import picture_file
from tests.factories.intents import step
from tests.factories.talk import make_organiser_talk, make_talk, new_cid, say


@dataclass(frozen=True)
class World:
    organiser: Organiser
    employer: Employer
    fair: Fair
    booth: Booth
    position: Position
    intent: Intent
    draft: Position
    picture: Material
    staff: User
    organiser_user: User
    rep: User
    rep_role: Membership
    jobseeker: User
    newcomer: User
    adviser: User
    talk: Conversation
    question: Conversation
    with_booth: Conversation
    handover: Handover
    seat_link: str
    report: Report
    wall_link: str
    placement: Placement
    paper: Person

    def person(self, role: str) -> User | None:
        """The person of a role; nobody for ``visitor``."""
        if role == "visitor":
            return None
        name = "organiser_user" if role == "organiser" else role
        person: User = getattr(self, name)
        return person


def build_world() -> World:
    """An open fair with one booth, a position and a returned one, and a person of every role."""
    organiser = make.make_organiser()
    fair = opened_by(organiser)
    employer = make.make_employer(organiser)
    booth = make.make_booth(fair, employer)
    rep = make.make_rep(employer)
    talk, jobseeker, _colleague = make_talk(booth)
    position = make.make_position(booth)
    make.make_position(booth)
    say(jobseeker, talk, "您好，请问几点上班？")
    say(rep, talk, "九点。可以晚到半小时。")
    question = waiting_at(booth)
    watch(timezone.now())
    on_site(jobseeker, fair)
    was_counted(organiser)
    adviser = make.make_adviser(organiser)
    return World(
        organiser=organiser,
        employer=employer,
        fair=fair,
        booth=booth,
        position=position,
        intent=step(jobseeker, position, Step.INTERESTED, remark="我住得近。").intent,
        draft=make.make_position(
            booth,
            review_state=ReviewState.RETURNED,
            review_note="请写明班次。",
            requirements="五官端正",
            easy_what="",
        ),
        picture=shown_at(booth, rep),
        staff=make.make_user(is_staff=True),
        organiser_user=make.make_organiser_user(organiser),
        rep=rep,
        rep_role=rep.memberships.get(),
        jobseeker=jobseeker,
        newcomer=make.make_jobseeker(),
        adviser=adviser,
        placement=placed(adviser, fair, jobseeker),
        paper=on_paper(adviser, fair, jobseeker),
        talk=talk,
        question=question,
        with_booth=written_to(booth),
        handover=handed_on(booth, jobseeker, rep),
        report=chat.report_message(
            jobseeker, message=talk.messages.get(number=2), reason=ReportReason.OTHER
        ),
        seat_link=chat.invite_beside(jobseeker, conversation=talk, seat=Seat.SUPPORTER).secret,
        wall_link=shown_on_a_wall(fair),
    )


def shown_at(booth: Booth, rep: User) -> Material:
    """A picture at the booth, and its employer's logo."""
    set_logo(rep, employer=booth.employer, upload=picture_file(), alt="测试单位标志")
    return add_material(rep, booth=booth, upload=picture_file(), alt="车间一角")


def opened_by(organiser: Organiser) -> Fair:
    """An open fair with a way in, and one employer as an import leaves it."""
    # Before those of other journeys on the same site: the home page shows a few, the earliest first.
    fair = make.make_open_fair(organiser, starts_at=timezone.now() - timedelta(minutes=100))
    make.make_entrance(fair)
    state = ReviewState.DRAFT
    imported = make.make_employer(organiser, review_state=state, contact_email="hr@example.org")
    waiting = make.make_booth(fair, imported, zone=None, number=None, published_at=None)
    make.make_position(waiting, review_state=state)
    make.make_position(waiting, review_state=state, requirements="五官端正")
    return fair


def shown_on_a_wall(fair: Fair) -> str:
    """The secret by which a screen in the venue opens the wall."""
    return make_wall_link(make.make_organiser_user(fair.organiser), fair=fair).secret


def waiting_at(booth: Booth) -> Conversation:
    """Somebody has asked this booth and waits for half an hour."""
    question, asker, _colleague = make_talk(booth)
    User.objects.filter(pk=asker.pk).update(name="小林")
    say(asker, question, "请问有宿舍吗？")
    asked = timezone.now() - timedelta(minutes=30)
    Conversation.objects.filter(pk=question.pk).update(waiting_since=asked)
    return question


def on_site(jobseeker: User, fair: Fair) -> None:
    """Registered, and seen at the door."""
    person = register(jobseeker, fair=fair).person
    arrive_onsite(make.make_door(fair.organiser), fair=fair, person=person)


def was_counted(organiser: Organiser) -> None:
    """A fair that is over has its table by category, which the report of the years shows."""
    start = timezone.now() - timedelta(days=3)
    fair = make.make_fair(
        organiser, state=FairState.CLOSED, starts_at=start, ends_at=start + timedelta(days=1)
    )
    CategoryTable.objects.create(fair=fair, people=40, shown={Category.HEARING: 12})


def placed(adviser: User, fair: Fair, jobseeker: User) -> Placement:
    """Over a month ago the jobseeker began in an aid centre; nobody was reached today."""
    placement = place_person(
        adviser,
        fair=fair,
        person=person_of(jobseeker),
        kind=PlaceKind.AID_CENTRE,
        place="向阳工疗站",
        started_on=timezone.localdate() - timedelta(days=35),
    )
    nobody = Heard(reason=Reason.NO_ANSWER)
    record_follow_up(adviser, work=placement, call=Call.MONTH_1, heard=nobody, cid=new_cid())
    return placement


def on_paper(adviser: User, fair: Fair, jobseeker: User) -> Person:
    """Somebody put the jobseeker on record by telephone, as if it were another person."""
    phone = "+8613800138000"
    User.objects.filter(pk=jobseeker.pk).update(phone=phone)
    return record_person(adviser, organiser=fair.organiser, name="陈小陈", phone=phone)


def written_to(booth: Booth) -> Conversation:
    """The organiser has written to this booth."""
    talk, boss, _colleague = make_organiser_talk(booth)
    say(boss, talk, "请补一张桌牌，下午要用。")
    return talk


def handed_on(booth: Booth, jobseeker: User, rep: User) -> Handover:
    """The jobseeker came to this booth from another one and showed what was said there."""
    earlier, _other, other_rep = make_talk(make.make_booth(booth.fair))
    earlier = chat.begin_conversation(jobseeker, booth=earlier.booth)
    say(jobseeker, earlier, "我想做坐着的工作。")
    handover = chat.offer_handover(other_rep, conversation=earlier, to_booth=booth)
    chat.accept_handover(jobseeker, handover=handover, shows_history=True)
    say(rep, chat.begin_conversation(jobseeker, booth=booth), "我们有坐着做的包装。")
    handover.refresh_from_db()
    return handover
