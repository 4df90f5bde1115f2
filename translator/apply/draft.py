"""Draft: a plan, and what it rests on."""

from dataclasses import field

from translator.apply.inventory import Inventory
from translator.apply.revisions import Author
from translator.model.cluster import Key
from translator.model.manifest import Manifest
from translator.model.plan import Plan
from translator.model.record import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan and what it rests on.

    `inventory` is as it was when the plan was made, `manifests` are all objects that the stack shall have, `members` those that
    belong to it now. `ended` asks for nothing to be left. `author` is who asked for it. `ending` are members that are being
    deleted already, each with its uid.
    """

    plan: Plan
    inventory: Inventory
    manifests: tuple[Manifest, ...] = field(repr=False)
    members: tuple[Key, ...]
    author: Author
    ended: bool = False
    ending: tuple[tuple[Key, str], ...] = ()
