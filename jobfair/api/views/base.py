"""What every endpoint does the same way."""

from collections.abc import Callable, Collection
from typing import Any, ClassVar
from uuid import UUID

from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import IsAuthenticated, IsAuthenticatedOrReadOnly
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import GenericViewSet

from jobfair.accounts.models import User
from jobfair.api.pagination import Pages
from jobfair.api.versions import require_match, tagged


class Endpoint(GenericViewSet[Any]):
    """Reading is open; what may be read is asked of each thing. Writing needs an account."""

    permission_classes = [IsAuthenticatedOrReadOnly]
    pagination_class = Pages
    lookup_value_converter = "id"
    #: Actions that make something: nothing was read before, so there is no version to match.
    making: ClassVar = frozenset({"create"})

    def checked(
        self, form: type[BaseSerializer[Any]], *, partial: bool = False, many: bool = False
    ) -> Any:
        """The body of the request as the form's clean data; a problem answer names what is wrong."""
        serializer = form(
            data=self.request.data,
            partial=partial,
            many=many,
            context=self.get_serializer_context(),
        )
        serializer.is_valid(raise_exception=True)
        return serializer.validated_data

    def shown(self, form: type[BaseSerializer[Any]], thing: Any, *, many: bool = False) -> Any:
        return form(thing, many=many, context=self.get_serializer_context()).data

    def paged(self, rows: QuerySet[Any], form: type[BaseSerializer[Any]]) -> Any:
        page = self.paginate_queryset(self.filter_queryset(rows))
        assert self.paginator is not None  # noqa: S101 - for the type checker
        return self.paginator.get_paginated_response(self.shown(form, page, many=True)).data

    def answer(self, data: Any, tag: str = "") -> Response:
        return tagged(self.request, data, tag)

    def made(self, data: Any) -> Response:
        """What there was not before, with the tag it begins with."""
        response = tagged(self.request, data)
        response.status_code = 201
        return response

    def changed(self, held: Model, act: Callable[[], Any], show: Callable[[], Any]) -> Response:
        """Do it unless what the program read has changed; answer with how it stands now.

        `held` is the row that whoever changes the same holds; see `require_match`.
        """
        with transaction.atomic():
            require_match(self.request, held, show)
            act()
            return tagged(self.request, show())

    def removed(self, held: Model, act: Callable[[], Any], show: Callable[[], Any]) -> Response:
        """Do away with it unless what the program read has changed."""
        with transaction.atomic():
            require_match(self.request, held, show)
            act()
        return Response(status=204)


class OwnEndpoint(Endpoint):
    """Reading needs an account too."""

    permission_classes = [IsAuthenticated]


def actor(request: Request) -> User:
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - the permission lets nobody else write
    return user


def found(rows: QuerySet[Any], key: UUID, request: Request, may: Callable[[Any, Any], bool]) -> Any:
    """The thing, or 404 when there is none or none this person may see."""
    thing = rows.filter(pk=key).first()
    if thing is None or not may(request.user, thing):
        raise Http404
    return thing


def named(rows: QuerySet[Any], keys: Collection[UUID], field: str) -> list[Any]:
    """The things that are named in this field; a problem answer where one is not among `rows`."""
    things = list(rows.filter(pk__in=keys))
    if len(things) < len(set(keys)):
        raise ValidationError({field: [_("没有这一项，或者它不在这场招聘会里。")]})
    return things
