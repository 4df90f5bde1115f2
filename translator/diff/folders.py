"""Folders: manifests held against other manifests, without a cluster.

Both are taken as the server would store them, so that a default that one side writes out is no difference. What the ones that
are there already may not change is known from the same table that the server's own rules are in.
"""

from collections.abc import Sequence

from translator.diff import recreation, risks, verdict
from translator.diff.bare import bare
from translator.diff.comparison import differences
from translator.diff.disclosure import Disclosure
from translator.diff.judgement import change
from translator.diff.planning import ordered
from translator.diff.prediction import stored
from translator.kube.lists import shape_of
from translator.model.cluster import Body, Key, key_of
from translator.model.manifest import Manifest
from translator.model.plan import Action, Plan, Step


def against(manifests: Sequence[Manifest], folder: Sequence[Manifest], *, stack: str, namespace: str, kubernetes: str) -> Plan:
    """As `translator.diff.against` says."""
    there = {_key(manifest, namespace).same: manifest for manifest in folder}
    wanted = {_key(manifest, namespace).same for manifest in manifests}
    steps = [_step(each, there.get(_key(each, namespace).same), kubernetes) for each in manifests]
    gone = [_gone(each, kubernetes) for each in folder if _key(each, namespace).same not in wanted]
    return Plan(stack, namespace, None, ordered(steps, gone))


def _key(manifest: Manifest, namespace: str) -> Key:
    """The key with the namespace that an object without one would get. Kinds without namespaces are alike on both sides."""
    key = key_of(manifest.body)
    return key._replace(namespace=key.namespace or namespace)


def _step(manifest: Manifest, other: Manifest | None, version: str) -> Step:
    key = key_of(manifest.body)
    shape = shape_of(key[:2], version)
    disclosure = Disclosure(key.kind, shape, manifest)
    if other is None:
        return Step(key, Action.CREATE, manifest, local=True, after=disclosure.one(manifest.body))
    there = other.body if other.namespace == manifest.namespace else _moved(other, manifest.namespace)
    before, after = (stored(body, shape, version) for body in (there, manifest.body))
    old, new = bare(before), bare(after)
    if old == new:
        return Step(key, Action.UNCHANGED, manifest, local=True)
    shown = disclosure.both(old, new)
    found = differences(*shown, shape, manifest.body)
    recipe = recreation.recipe_of(before, after, found)
    what, notes = (Action.RECREATE, ()) if recipe else verdict.action(new, found)
    return Step(
        key,
        what,
        manifest,
        changes=tuple(change(each, key.kind, manifest) for each in found),
        recipe=recipe,
        risks=risks.of_change(before, new, found, recipe),
        notes=notes,
        local=True,
        before=shown[0],
        after=shown[1],
    )


def _gone(other: Manifest, version: str) -> Step:
    key = key_of(other.body)
    before = Disclosure(key.kind, shape_of(key[:2], version), other).one(bare(other.body))
    protected = key.kind in risks.PROTECTED
    return Step(key, Action.DELETE, risks=risks.of_deletion(other.body), local=True, protected=protected, before=before)


def _moved(manifest: Manifest, namespace: str | None) -> Body:
    """An object in the namespace of the one that it is compared with: none and the default are the same."""
    metadata = {name: each for name, each in manifest.body["metadata"].items() if name != "namespace"}
    return {**manifest.body, "metadata": metadata if namespace is None else {**metadata, "namespace": namespace}}
