"""Full-text search on both engines: words as people type them, and one small index."""

from jobfair.common.search.index import drop, find, put, rename_owner
from jobfair.common.search.words import index_words

__all__ = ["drop", "find", "index_words", "put", "rename_owner"]
