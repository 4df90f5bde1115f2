"""Run: a plan is carried out, from the Lease to the revision.

1. *lease*: one run at a time. If another run went first, the plan is made anew, and done if it still is the same.
2. *book*: the inventory is told where objects will be, before any is touched.
3. *change*: group by group (`order`), the objects of a group at the same time; a wave of workloads begins when the waves before
   it are ready. What depends on something that failed is not sent (`backlog`); if a request failed, nothing of a later group.
4. *wait*, until everything runs; an update that fails is undone where its `failure_action` says so.
5. *prune*: only now, backwards, and only what the plan has and the options allow.
6. *book* again: the revision is good, or it failed.

It may end at any point: running again goes on from there.
"""

from collections.abc import Callable
from datetime import datetime

from translator.apply.book import settled
from translator.apply.course import Again, Course
from translator.apply.draft import Draft
from translator.apply.enactment import Afresh
from translator.apply.execution import Cut
from translator.apply.lease import Held
from translator.apply.obstacles import to_do
from translator.apply.options import Options
from translator.apply.result import Result
from translator.model.cluster import Cluster, Refusal, Unreachable
from translator.model.progress import Progress, Stage, Tell


def run(
    draft: Draft,
    cluster: Cluster,
    options: Options,
    tell: Tell,
    *,
    afresh: Afresh,
    again: Again,
    now: Callable[[], datetime],
) -> Result:
    """Carries out a plan whose obstacles were looked at (`obstacles`); nothing is sent where there is nothing to do.

    Args:
        afresh: makes a step anew, for an object that changed since.
        again: makes the whole plan anew.
        now: the time, for the revision.
    """
    if not to_do(draft.plan, options) and settled(draft, options):
        return Result(revision=draft.inventory.revision)
    course = Course(draft, cluster, options, tell)
    interrupted = unreachable = False
    try:
        course.go(afresh, again, now)
    except Cut as cut:
        interrupted, unreachable = not cut.unreachable, cut.unreachable
        if unreachable:
            course.faults.append((None, str(cut)))
    except KeyboardInterrupt:
        interrupted = True
    except Unreachable as fault:
        unreachable = True
        course.faults.append((None, str(fault)))
    except Held as fault:
        course.contested = True
        course.faults.append((None, str(fault)))
    except Refusal as fault:
        course.faults.append((None, str(fault)))
    for warning in cluster.warnings():
        tell(Progress(Stage.WARNING, warning))
    return course.result(interrupted=interrupted, unreachable=unreachable)
