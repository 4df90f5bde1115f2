"""Wait: until what was applied runs, and why where it does not.

`until` follows goals on a cluster by watches. `standing` says how one object stands by itself. Kinds are in `kinds/`, one
file each; time is in `vigil`, requests are in `watches` and `evidence`, words of progress in `narration`.
"""

from translator.apply.wait.goal import Goal
from translator.apply.wait.judgement import judge
from translator.apply.wait.scene import Scene
from translator.apply.wait.standing import Object, Patience, Standing
from translator.apply.wait.waiting import Clock, WallClock, until
from translator.model.cluster import key_of

__all__ = ["Clock", "Goal", "Patience", "Standing", "WallClock", "standing", "until"]


def standing(body: Object, scene: Scene | None = None) -> Standing:
    """How an object stands as it is, with what is known round it."""
    key = key_of(body)
    return judge(key.group, key.kind, body, scene or Scene())
