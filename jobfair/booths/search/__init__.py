"""Finding positions and booths: by words, and by what a person wishes."""

from jobfair.booths.search.entries import forget, reindex, reindex_all, reindex_booth
from jobfair.booths.search.wishes import Wishes

__all__ = ["Wishes", "forget", "reindex", "reindex_all", "reindex_booth"]
