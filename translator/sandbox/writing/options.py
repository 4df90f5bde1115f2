"""Options: what a request says beside its body: who writes, whether for real, how strictly.

Rules and messages: k8s.io/apimachinery `pkg/apis/meta/v1/validation`.
"""

from collections.abc import Mapping

from translator.kube.fault import Reason
from translator.model.record import dataclass
from translator.sandbox import statuses

_LONGEST = 128
_STRICTNESS = ("Ignore", "Warn", "Strict")


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a write. `validation` is Ignore, Warn or Strict."""

    manager: str
    dry_run: bool = False
    validation: str = "Warn"
    force: bool = False


def read(query: Mapping[str, str], kind: str, agent: str, *, applies: bool = False) -> Options:
    """The options of a query. Refused where they break the rules.

    Args:
        kind: what the server calls such options, for messages: `PatchOptions`.
        agent: the User-Agent of the client, the manager of a write that names none.
        applies: whether it is a server-side apply, which must name its manager and alone may force.
    """
    manager = query.get("fieldManager", "")
    if applies and not manager:
        raise statuses.invalid_options(kind, "fieldManager", Reason.REQUIRED, "Required value: is required for apply patch")
    if len(manager) > _LONGEST:
        raise statuses.invalid_options(
            kind, "fieldManager", Reason.TOO_LONG, f"Too long: may not be more than {_LONGEST} bytes"
        )
    if not manager.isprintable():
        message = f'Invalid value: "{manager}": should only contain printable characters'
        raise statuses.invalid_options(kind, "fieldManager", Reason.INVALID, message)
    force = query.get("force", "")
    if force and not applies:
        raise statuses.invalid_options(kind, "force", Reason.FORBIDDEN, "Forbidden: may not be specified for non-apply patch")
    dry_run = query.get("dryRun", "")
    if dry_run not in ("", "All"):
        message = f'Unsupported value: "{dry_run}": supported values: "All"'
        raise statuses.invalid_options(kind, "dryRun", Reason.NOT_SUPPORTED, message)
    validation = query.get("fieldValidation", "") or "Warn"
    if validation not in _STRICTNESS:
        listed = ", ".join(f'"{each}"' for each in ("", *_STRICTNESS))
        message = f'Unsupported value: "{validation}": supported values: {listed}'
        raise statuses.invalid_options(kind, "fieldValidation", Reason.NOT_SUPPORTED, message)
    return Options(
        manager or agent.partition("/")[0] or "unknown", bool(dry_run), validation, force.lower() in ("true", "1", "t")
    )
