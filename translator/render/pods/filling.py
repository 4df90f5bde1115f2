"""Filling: copies what the image has at a mount into the volume there, once, as Docker does for an empty named volume.

An init container of the same image mounts the volume beside the image's own folder and copies what is there, if anything, into
a volume that is empty; the folder lost+found, which a fresh disk has, does not count. It runs as root, as Docker does, so that
owners are kept.
"""

from translator.kube.names import dns_label
from translator.model.origin import Default, Derived, Located
from translator.model.record import dataclass
from translator.render.cause import derived
from translator.render.pods.expansion import escaped
from translator.render.pods.storage import VolumeMount
from translator.render.volumes import Holding

_PLACE = Located("/translator-fill", Default("where the init container sees the volume"))
_SCRIPT = 'test ! -d "$1" || test -n "$(ls -A "$2" | grep -vx lost+found)" || cp -a "$1/." "$2/"'
_WHY = Default("an empty volume is filled from the image, as Docker does")
_SHELL = tuple(Located(word, _WHY) for word in ("/bin/sh", "-c", escaped(_SCRIPT), "fill"))
_ROOT = Located(0, Default("Docker copies as root"))


@dataclass(frozen=True, slots=True)
class FillView:
    """An init container that fills a volume; `user` is root."""

    name: Located[str]
    image: Located[str]
    command: tuple[Located[str], ...]
    mount: VolumeMount
    user: Located[int] = _ROOT


def fills(holdings: tuple[Holding, ...], image: Located[str]) -> tuple[FillView, ...]:
    """The init containers for the volumes that the configuration wants filled."""
    return tuple(_fill(held, held.fill, image) for held in holdings if held.fill is not None)


def _fill(held: Holding, wanted: Located[str], image: Located[str]) -> FillView:
    target = held.mount.target
    source = Located(escaped(target.value), derived("fill of the volume", target, wanted))
    name = Located(dns_label(f"fill-{held.name.value}"), Derived("fill of the volume", (wanted.origin, held.name.origin)))
    sub_path = held.mount.subpath
    return FillView(name, image, (*_SHELL, source, _PLACE), VolumeMount(held.name, _PLACE, sub_path))
