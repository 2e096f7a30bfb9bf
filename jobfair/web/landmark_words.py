"""Where the entrance and the service desk are, and how one walks on from there, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from jobfair.common.models import is_english
from jobfair.fairs.models import Fair, Landmark, LandmarkKind, Zone


@dataclass(frozen=True)
class WayIn:
    """What is known of a hall before one walks through it."""

    landmarks: Sequence[Landmark] = ()
    zones: Sequence[Zone] = ()

    @property
    def words(self) -> str:
        """The way from the entrance, then where else something stands."""
        sentences = [
            self._way(each) if each.kind == LandmarkKind.ENTRANCE else where(each)
            for each in self.landmarks
        ]
        return (" " if is_english() else "").join(sentences)

    def beside(self, zone: Zone | None) -> list[Landmark]:
        return [each for each in self.landmarks if each.zone == zone]

    def _way(self, entrance: Landmark) -> str:
        codes = [zone.code for zone in sorted(self.zones, key=lambda zone: zone.walk)]
        if not codes:
            return where(entrance)
        first, rest = codes[0], _("、").join(codes[1:])
        words = {"entrance": name_of(entrance), "first": first, "rest": rest}
        if not rest:
            return _("从%(entrance)s进来，就是 %(first)s 区。") % words
        return _("从%(entrance)s进来，先到 %(first)s 区，再到 %(rest)s 区。") % words


def way_in(fair: Fair, zones: Sequence[Zone]) -> WayIn:
    """The landmarks of a fair that people come to; none for one that is only online."""
    landmarks = fair.landmarks.select_related("zone") if fair.is_onsite else ()
    return WayIn(list(landmarks), zones)


def name_of(landmark: Landmark) -> str:
    """入口, or 入口（东门） when it has a name of its own."""
    kind, name = str(landmark.get_kind_display()), landmark.in_language("name")
    return _("%(kind)s（%(name)s）") % {"kind": kind, "name": name} if name else kind


def where(landmark: Landmark) -> str:
    words = {"what": name_of(landmark), "zone": landmark.zone.code}
    words["side"] = landmark.get_side_display()
    return _("%(what)s在 %(zone)s 区%(side)s。") % words


def all_where(landmarks: Iterable[Landmark]) -> list[str]:
    return [where(each) for each in landmarks]
