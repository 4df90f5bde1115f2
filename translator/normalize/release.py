"""Release: what labels of updates, batches and scaling mean for each other and for the rest of a service.

Source: Container Service (Swarm) user guide. Without a probe a rolling update takes a container that has started for a good
one; the labels of a batch do nothing outside of one; a batch ends, and so cannot run on every node for ever.
"""

from typing import Any

from translator.model.batch import Batch
from translator.model.deploy import UpdatePolicy
from translator.model.origin import Derived, Located
from translator.normalize.context import Context

_ROLLING = "aliyun.rolling_updates"


def settle(fields: dict[str, Any], context: Context) -> None:
    """Takes out of `fields` what has no effect, with a finding for each line it rests on."""
    policy = fields.get("update_config")
    if isinstance(policy, UpdatePolicy):
        _check_probe(policy, fields, context)
    batch = fields.get("batch")
    if isinstance(batch, Batch):
        fields["batch"] = _settled_batch(batch, fields, context)


def _check_probe(policy: UpdatePolicy, fields: dict[str, Any], context: Context) -> None:
    if not isinstance(policy.origin, Derived) or policy.origin.rule != _ROLLING:
        return
    replicas: Located[int] | None = fields.get("replicas")
    several = replicas is not None and replicas.value > 1
    if several and fields.get("probe") is None and fields.get("healthcheck") is None:
        context.findings.add(
            "T360",
            f"{context.service} is updated one container after the other, and nothing says when one of them works",
            policy.origin,
            help="add aliyun.probe.url or aliyun.probe.cmd, such as aliyun.probe.url: http://container:8080/health",
        )


def _settled_batch(batch: Batch, fields: dict[str, Any], context: Context) -> Batch | None:
    if batch.kind is None and batch.schedule is None:
        for name, value in (("aliyun.retry_count", batch.retries), ("aliyun.remove_containers", batch.removal)):
            if value is not None:
                context.findings.ignore(
                    "T369",
                    f"{name} has no effect, since the application is no batch",
                    value.origin,
                    help="add aliyun.project_type: batch to labels at the top of the file, or remove it",
                )
        return None
    mode: Located[str] | None = fields.get("mode")
    if mode is not None and mode.value == "global":
        context.findings.refuse(
            "T307",
            f"{context.service} is to run on every node, and the application is a batch that runs to its end",
            mode.origin,
            help="keep the one that is meant; aliyun.scale says how many containers a batch has",
        )
        fields["mode"] = None
    return batch
