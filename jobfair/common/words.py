"""Text as pages and reports are given it: put into the reader's language at the latest when it is shown."""

from django.utils.functional import Promise

Words = str | Promise
