"""What the other servers are measured against says to everybody what one has said, and no more."""

from jobfair.ops.bench.realtime.contenders import Alone, running
from jobfair.ops.bench.realtime.measures import Audience
from jobfair.ops.bench.realtime.people import Pair


def test_everybody_hears_every_message_once():
    nobody = Pair(conversation="", jobseeker="", rep="")
    with running(Alone(), nobody) as server:
        audience = Audience(server, [nobody], size=30)
        took = audience.paced(40, seconds=0.25)
        audience.close()
    said = len(audience.said)
    assert said >= 5
    assert (took.delivered, took.missing) == (said * 30, 0)
