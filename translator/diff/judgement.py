"""Judgement: one object held against the cluster: what the server would make of it, and what that comes to.

The object is applied by a dry run, bound to the version that it is compared with, so that nothing that others write in between
looks like a change of ours. Values that another program of the same purpose set are taken over (`kube.merge.adoption`): a dry
run cannot show that, so what it removes is worked out here and added.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import Any

from translator.diff import quotas, recreation, risks, verdict
from translator.diff.bare import bare
from translator.diff.comparison import Difference, differences
from translator.diff.concessions import Conceded, conceded
from translator.diff.disclosure import Disclosure, Veiled
from translator.diff.prediction import following, is_cleared, merged, stored
from translator.kube import versions
from translator.kube.lists import shape_of
from translator.kube.merge.adoption import adoptable, leftovers
from translator.kube.merge.fieldset import text
from translator.kube.merge.typed import ABSENT
from translator.kube.shapes import Shape
from translator.model.cluster import MANAGER, Applied, Body, Cluster, Key, Refusal, key_of
from translator.model.manifest import Manifest
from translator.model.origin import Origin, place
from translator.model.plan import Action, Change, Contest, Step
from translator.model.record import dataclass

_TRIES = 4
"""How often an object may change under our hands before it is compared without a lock, as kubectl does."""
_OWNER = re.compile(r'conflict with "((?:[^"\\]|\\.)*)"')


_HOOKED = "a webhook of the cluster takes no part in dry runs: worked out here"


@dataclass(frozen=True, slots=True)
class Judge:
    """What holds for all objects of a plan: the cluster, the version to predict for, whose fields may be taken, and which
    namespaces, kinds (as group and kind) and quotas (`limits`) come with the same run."""

    cluster: Cluster
    version: str
    force: Callable[[Key], bool]
    namespaces: frozenset[str] = frozenset()
    kinds: frozenset[tuple[str, str]] = frozenset()
    limits: quotas.Quotas = field(default_factory=dict)
    absent: set[str] = field(default_factory=set)
    """Those of `namespaces` that the server was heard to miss: about what lies in them it is not asked again."""

    def step(self, manifest: Manifest, live: Body | None = None) -> Step:
        """What becomes of an object. Raises Refusal where the server refuses it for good.

        Args:
            live: the object as it was read a moment ago; None where it was not, or is not there.
        """
        key = key_of(manifest.body)
        if self.cluster.resource(key.api_version, key.kind) is None and (key.group, key.kind) in self.kinds:
            return self._created(key, manifest, None)
        for _ in range(_TRIES):
            try:
                return self._judged(key, manifest, live, locked=True)
            except Refusal as refusal:
                if not (refusal.locked or (refusal.missing and live is not None)):
                    raise
                live = self.cluster.get(key)
        return self._judged(key, manifest, live, locked=False)

    def _judged(self, key: Key, manifest: Manifest, live: Body | None, *, locked: bool) -> Step:
        if live is None:
            made = self._made(key, manifest)
            if made is not None:
                return made
            live = self.cluster.get(key)
            if live is None:
                raise Refusal(409, "Conflict", f"{key} comes and goes")
        return self._changed(
            _Case(key, conceded(manifest, live, forced=self.force(key)), live, shape_of(key[:2], self.version)), locked=locked
        )

    def _made(self, key: Key, manifest: Manifest) -> Step | None:
        """The step of an object that is not there; None where one is. Most of what is new is known by this one request."""
        if key.namespace in self.absent:
            return self._created(key, manifest, None)
        try:
            applied = self.cluster.apply(manifest.body, dry=True)
        except Refusal as refusal:
            if refusal.missing and key.namespace is not None and key.namespace in self.namespaces:
                if f'namespaces "{key.namespace}" not found' in str(refusal):
                    self.absent.add(key.namespace)
                return self._created(key, manifest, None)
            if not _hooked(refusal) and not refusal.contests and not refusal.invalid:
                if (note := quotas.changes(refusal, key, self.limits, self.cluster)) is None:
                    raise
                return self._created(key, manifest, None, (note,))
            if self.cluster.get(key) is not None:
                return None
            if not _hooked(refusal):
                raise
            return self._created(key, manifest, None, (_HOOKED,))
        return self._created(key, manifest, applied.body) if applied.created else None

    def _created(self, key: Key, manifest: Manifest, answer: Body | None, notes: tuple[str, ...] = ()) -> Step:
        shape = shape_of(key[:2], self.version)
        after = Disclosure(key.kind, shape, manifest).one(manifest.body)
        expected = answer if answer is not None else stored(manifest.body, shape, self.version)
        return Step(key, Action.CREATE, manifest, None, expected, notes=notes, local=answer is None, after=after)

    def _changed(self, case: "_Case", *, locked: bool) -> Step:
        body = _bound(case.manifest.body, case.live) if locked else case.manifest.body
        own = frozenset(case.adopted)
        contests: tuple[Contest, ...] = ()
        try:
            answer = self.cluster.apply(body, dry=True)
        except Refusal as refusal:
            if not refusal.contests:
                return self._remade(case, refusal)
            found = tuple(Contest(cause.field, _owner(cause.message)) for cause in refusal.contests)
            contests = tuple(each for each in found if each.manager not in own)
            try:
                answer = self.cluster.apply(body, dry=True, force=True)
            except Refusal as again:
                return self._remade(case, again)
        return self._compared(case, answer, contests)

    def _compared(self, case: "_Case", answer: Applied, contests: tuple[Contest, ...]) -> Step:
        live, standing, after = case.live, case.live, answer.body
        if case.adopted:
            after = following(after, live, case.manifest.body, case.shape, self.version)
            standing = stored(live, case.shape, self.version)
        before_bare, after_bare = bare(standing), bare(after)
        same = before_bare == after_bare and not contests
        ours = not case.adopted and _owned(live) == _owned(answer.body)
        if same and ours and not case.ending:
            return case.step(Action.UNCHANGED, after)
        if same:
            note = () if ours else ("no value changes; fields that the manifest sets come to belong to translator",)
            return case.step(Action.UPDATE, after, notes=(*case.notes, *note))
        shown, found = case.shown(before_bare, after_bare)
        forced = bool(contests) and self.force(case.key)
        what, notes = verdict.action(after_bare, found) if found else (Action.UPDATE, ())
        return case.step(
            what if forced or not contests else Action.CONFLICT,
            after,
            shown=shown,
            changes=case.changes(found),
            contests=contests,
            risks=risks.of_change(live, after_bare, found, None),
            notes=(*case.notes, *notes, *verdict.of_contests(contests, forced=forced)),
        )

    def _remade(self, case: "_Case", refusal: Refusal) -> Step:
        """An object that the server would not change: made anew where that is why. Raises the refusal where it is not."""
        dry = _hooked(refusal)
        if not dry and not refusal.invalid:
            raise refusal
        after = merged(case.live, case.manifest.body, case.shape, self.version)
        standing = stored(case.live, case.shape, self.version)
        before_bare, after_bare = bare(standing), bare(after)
        shown, found = case.shown(before_bare, after_bare)
        left = leftovers(case.live, case.manifest.body)
        sound = dry or is_cleared(case.live, case.manifest.body, case.shape, self.version)
        recipe = recreation.recipe_of(standing, after, found) if sound else recreation.recipe(refusal, standing, after, found)
        if recipe is None and not sound:
            raise refusal
        cleared = (text(min(left, key=len)).removeprefix("."),) if left and not recipe else ()
        what, notes = (
            (Action.RECREATE, ()) if recipe else verdict.action(after_bare, found) if found else (Action.UNCHANGED, ())
        )
        return case.step(
            what,
            after,
            shown=shown,
            changes=case.changes(found),
            recipe=recipe,
            risks=risks.of_change(case.live, after_bare, found, recipe),
            notes=(*case.notes, *notes, *verdict.of_clearing(cleared), *((_HOOKED,) if dry else ())),
            cleared=cleared,
            local=dry,
        )


class _Case:
    """An object that is there, and what is asked of it."""

    def __init__(self, key: Key, asked: Conceded, live: Body, shape: Shape) -> None:
        self.key = key
        self.manifest = asked.manifest
        self.live = live
        self.shape = shape
        self.adopted = tuple(dict.fromkeys(manager.name for manager in adoptable(live)))
        self.ending = tuple(verdict.of_ending(live))
        self.notes = (*asked.notes, *verdict.of_adoption(live, self.adopted), *self.ending)

    def shown(self, before: Body, after: Body) -> tuple[tuple[Any, Any], tuple[Difference, ...]]:
        """Both forms as they may be shown, and what differs between these."""
        pair = Disclosure(self.key.kind, self.shape, self.manifest).both(before, after)
        return pair, differences(*pair, self.shape, self.manifest.body)

    def changes(self, found: tuple[Difference, ...]) -> tuple[Change, ...]:
        """The differences as the plan tells them."""
        return tuple(change(each, self.key.kind, self.manifest) for each in found)

    def step(self, action: Action, expected: Body, *, shown: tuple[Any, Any] = (None, None), **more: Any) -> Step:
        """The step; an object that does not change says nothing."""
        told = {"local": more.get("local", False)} if action is Action.UNCHANGED else {"notes": self.notes, **more}
        before, after = shown
        return Step(
            self.key,
            action,
            self.manifest,
            self.live,
            expected,
            adopted=self.adopted,
            before=before,
            after=after,
            **told,
        )


def change(difference: Difference, kind: str, manifest: Manifest | None) -> Change:
    """A difference with the place that asks for it."""
    before, after = (None if value is ABSENT else value for value in (difference.before, difference.after))
    sent = difference.sent or _as_text(difference, kind)
    origin = None if manifest is None or sent is None else _origin(manifest.origins, sent)
    return Change(
        difference.field,
        difference.pointer,
        difference.sort,
        before,
        after,
        origin,
        masked=_masked(before) or _masked(after),
        restarts=verdict.restarts(kind, difference),
    )


def _as_text(difference: Difference, kind: str) -> str | None:
    """Where a value of a Secret was asked for that was written as text: it comes back in `data`."""
    found = kind == "Secret" and difference.after is not ABSENT and f"{difference.pointer}/".startswith("/data/")
    return f"/stringData{difference.pointer.removeprefix('/data')}" if found else None


def _masked(value: Any) -> bool:
    if isinstance(value, Mapping):
        return any(_masked(each) for each in value.values())
    return any(_masked(each) for each in value) if isinstance(value, list) else isinstance(value, Veiled)


def _origin(origins: Mapping[str, Origin], pointer: str) -> Origin | None:
    """The origin of a field; of something made of several, that of its first leaf which a file asks for, else of its first; of
    a leaf below what has one, that."""
    found = origins.get(pointer)
    if found is not None:
        return found
    below = [origins[at] for at in origins if at.startswith(f"{pointer}/")]
    if below:
        return next((each for each in below if place(each)), below[0])
    above = pointer.rpartition("/")[0]
    return _origin(origins, above) if above else None


def _hooked(refusal: Refusal) -> bool:
    """Whether a webhook has side effects, so that the server cannot ask it in a dry run."""
    return refusal.status == 400 and "dry run" in str(refusal)


def _bound(body: Body, live: Body) -> Body:
    """What is sent, good for this version of the object alone."""
    return {**body, "metadata": {**body["metadata"], "resourceVersion": live["metadata"]["resourceVersion"]}}


def _owned(body: Body) -> list[Any]:
    """The fields that are ours, as the server keeps them."""
    entries = body["metadata"].get("managedFields") or ()
    return [entry.get("fieldsV1") for entry in entries if (entry.get("manager"), entry.get("operation")) == (MANAGER, "Apply")]


def _owner(message: str) -> str:
    found = _OWNER.search(message)
    return found[1] if found else "another manager"


def deletion(live: Body, notes: tuple[str, ...] = ()) -> Step:
    """The step of an object that shall not be there any more."""
    key = key_of(live)
    before = Disclosure(key.kind, shape_of(key[:2], versions.NEWEST), None).one(bare(live))
    return replace(
        Step(key, Action.DELETE, None, live, notes=notes, before=before),
        risks=risks.of_deletion(live),
        protected=key.kind in risks.PROTECTED,
    )
