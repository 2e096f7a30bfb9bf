"""The interactive description, served from our own files."""

from csp.decorators import csp_update
from drf_spectacular.views import SpectacularSwaggerSplitView

# The viewer draws with inline styles and pictures of its own making; no other page may.
docs = csp_update({"style-src": ["'unsafe-inline'"]})(
    SpectacularSwaggerSplitView.as_view(url_name="api:schema")
)
