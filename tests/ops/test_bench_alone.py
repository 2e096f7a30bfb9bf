"""What the other servers are measured against says to everybody what one has said, and no more."""

from jobfair.ops.bench.realtime.contenders import Alone, running
from jobfair.ops.bench.realtime.measures import Audience
from jobfair.ops.bench.realtime.people import Pair

UNHEEDED = 3


def test_everybody_hears_every_message_once_and_the_first_after_a_rest_do_not_count():
    nobody = Pair(conversation="", jobseeker="", rep="")
    with running(Alone(), nobody) as server:
        audience = Audience(server, [nobody], size=30)
        took = audience.paced(40, seconds=0.25, unheeded=UNHEEDED)
        audience.close()
    said = len(audience.said)
    assert said >= 5
    assert (took.delivered, took.missing) == (said * 30, 0)
    assert len(took.times) == (said - UNHEEDED) * 30
