"""What a person reads on a page."""

from django.http import HttpResponse


def words_of(response: HttpResponse) -> str:
    """The page; a space that holds a number to its measure word reads like any other."""
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")
