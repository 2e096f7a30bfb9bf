from jobfair.common.limits import Bucket


def test_a_burst_passes_then_the_rate_holds():
    now = [0.0]
    bucket = Bucket(rate=2, burst=3, clock=lambda: now[0])
    assert [bucket.take() for _ in range(4)] == [0, 0, 0, 1]
    now[0] = 0.5
    assert [bucket.take(), bucket.take()] == [0, 1]


def test_the_wait_is_said_in_whole_seconds():
    bucket = Bucket(rate=0.1, burst=1, clock=lambda: 0.0)
    assert [bucket.take(), bucket.take()] == [0, 10]


def test_rest_never_saves_more_than_the_burst():
    now = [0.0]
    bucket = Bucket(rate=1, burst=2, clock=lambda: now[0])
    now[0] = 1000.0
    assert [bucket.take() for _ in range(3)] == [0, 0, 1]
