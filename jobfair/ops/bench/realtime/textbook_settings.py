"""The bench's settings with the layer that a consumer needs, large enough to drop nothing."""

from jobfair.ops.bench.settings import *  # noqa: F403

CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels.layers.InMemoryChannelLayer",
        "CONFIG": {"capacity": 1_000_000},
    }
}
