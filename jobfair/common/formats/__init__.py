"""How dates are written where a page leaves that to Django; one module for a language that differs from it."""
