"""Diff: what applying manifests would do, object by object, before anything is done.

Takes  manifests, placed and labelled; a Cluster, or other manifests.    Gives  a Plan: each object with its verdict, the fields
that change and the lines that ask for it, what it costs and what it could lose.
Knows  dry runs, keyed lists, ownership, immutable fields, what restarts, what is secret.    Not    how a plan is carried out
(`apply`) or printed (`report`), stacks, templates.
New    a recipe or its cost -> `recreation.py`; a risk -> `risks.py`; what the server owns -> `bare.py`; what must not be shown
       -> `disclosure.py`; what an object keeps although the manifest does not say so -> `concessions.py`.
"""

from collections.abc import Callable, Sequence

from translator.model.cluster import Body, Cluster, Key
from translator.model.manifest import Manifest
from translator.model.plan import Plan, Step
from translator.report.collector import Collector


def _nothing(_key: Key) -> bool:
    return False


def plan(
    manifests: Sequence[Manifest],
    cluster: Cluster,
    *,
    stack: str,
    namespace: str,
    members: Sequence[Body],
    kubernetes: str,
    force: Callable[[Key], bool] = _nothing,
    findings: Collector,
) -> Plan:
    """What applying `manifests` would do. Nothing is written.

    Args:
        manifests: in their namespaces, with the label of their set, each object once.
        members: the live objects of the set: what is not among the manifests would be deleted.
        kubernetes: the minor version to predict for what the server cannot be asked: namespaces or kinds that come along.
        force: the objects whose fields may be taken from other managers.
        findings: gets an error for each object that the server refuses (T720, T721, T722). It has no step, so that a plan with
            errors must not be carried out.

    Raises:
        Unreachable: the server does not answer.
    """
    from translator.diff import planning  # brings threads and schemas along, which a comparison with a folder does not need

    return planning.plan(
        manifests,
        cluster,
        stack=stack,
        namespace=namespace,
        members=members,
        kubernetes=kubernetes,
        force=force,
        findings=findings,
    )


def step(manifest: Manifest, cluster: Cluster, *, kubernetes: str, force: Callable[[Key], bool] = _nothing) -> Step:
    """One object afresh: the step that it would have now. Raises Refusal where the server refuses it, Unreachable.

    Args:
        manifest: as it was given to `plan`, or as its step has it.
    """
    from translator.diff.judgement import Judge

    return Judge(cluster, kubernetes, force).step(manifest)


def against(manifests: Sequence[Manifest], folder: Sequence[Manifest], *, stack: str, namespace: str, kubernetes: str) -> Plan:
    """What it would take to make the objects of `folder` those of `manifests`, as far as it shows without a cluster.

    Args:
        namespace: that of every object that names none.
    """
    from translator.diff import folders

    return folders.against(manifests, folder, stack=stack, namespace=namespace, kubernetes=kubernetes)
