"""Binds: what becomes of a bind mount, which shows a container files of the machine that runs it.

Files beside the stack file are part of the stack: read-only ones, and single files, travel in a ConfigMap, or in a Secret where
they hold a private key or a dotenv file. A folder that the container writes, or that is not there, is data: a claim. Paths of
the host stay paths of the node, which is another machine with other files, so each has a finding.
"""

import posixpath

from translator.kube import sockets
from translator.model.mount import HostPath, Mount
from translator.model.origin import Located
from translator.render.cause import derived
from translator.render.claims import Fate
from translator.render.hostpaths import looks_like_file, of_docker, type_of
from translator.render.pods.storage import HostFolder
from translator.report.collector import Collector


def fate(mount: Mount, findings: Collector) -> Fate | None:
    """What a bind becomes; None where it is refused, which a finding says."""
    host = _looked_at(mount)
    if host.kind == "absolute":
        return Fate.HOST if _allowed(mount, findings) else None
    fault = _fault(mount, host)
    if fault is not None:
        problem, remedy = fault
        findings.refuse("T497", problem, mount.origin, help=remedy)
        return None
    files = host.kind == "file" or (host.kind == "directory" and read_only(mount) and bool(host.files))
    return Fate.FILES if files else Fate.FOLDER


def _looked_at(mount: Mount) -> HostPath:
    assert mount.host is not None
    return mount.host


def _fault(mount: Mount, host: HostPath) -> tuple[str, str] | None:
    """Why what lies beside the stack file cannot be mounted, and what to do; None where it can."""
    assert mount.source is not None
    path = mount.source.value
    if host.kind in ("socket", "other"):
        return f"{path} is a socket or a special file, which no object can carry", "remove the mount, or use a named volume"
    if host.oversize and (host.kind == "file" or read_only(mount)):
        return f"{path} holds more than the 1 MiB of a ConfigMap", "build it into the image, or copy it to a named volume"
    if read_only(mount) and any(step.startswith("..") for file in host.files for step in file.path.split("/")):
        return f'{path} has a file whose name begins with "..", which a ConfigMap cannot show', "rename the file"
    creates = mount.create_host_path is None or mount.create_host_path.value
    if host.kind == "missing" and (not creates or looks_like_file(path)):
        return f"{path} is not there", "add it beside the stack file, or correct the path"
    return None


def say_data(mount: Mount, claim: str, findings: Collector) -> None:
    """The finding for a folder that has become a claim."""
    assert mount.source is not None
    if _looked_at(mount).kind == "missing":
        what = "is not there"
    else:
        what = "is empty" if read_only(mount) else "the container may write to"
    findings.approximate(
        "T496",
        f"{mount.source.value} is a folder that {what}: it becomes the claim {claim}, which starts empty and hides what the "
        "image has there",
        mount.origin,
        help="copy the data into the claim; for source code, remove the mount, since the image has it; for configuration, "
        "mount it read-only (:ro)",
    )


def host_folder(mount: Mount, findings: Collector) -> HostFolder:
    """The hostPath for a bind of a path of the host."""
    assert mount.source is not None
    path, create = mount.source.value, mount.create_host_path
    kind = type_of(path, must_exist=create is not None and not create.value)
    findings.approximate(
        "T494",
        f"{path} is a path of the Docker host; the Pod sees the same path of whichever node it runs on",
        mount.origin,
        help="nodes run no Docker, so the folder is empty there: the logs of containers are below /var/log/pods, figures come "
        "from the kubelet"
        if of_docker(path)
        else "see that each node has it, or keep the data in a named volume",
    )
    reason = derived("told from the path", mount.source, create)
    return HostFolder(Located(posixpath.normpath(path), mount.source.origin), None if kind is None else Located(kind, reason))


def read_only(mount: Mount) -> bool:
    """Whether a mount says that it cannot be written."""
    return mount.read_only is not None and mount.read_only.value


def _allowed(mount: Mount, findings: Collector) -> bool:
    """Whether a path of the host may be mounted."""
    assert mount.source is not None
    path = mount.source.value
    if sockets.of_runtime(path):
        findings.refuse(
            "T495",
            f"{path} is the socket of the container runtime, which a node of Kubernetes does not have or does not share",
            mount.origin,
            help="ask the Kubernetes API with a ServiceAccount instead; build images with a tool that needs no daemon; collect "
            "logs and metrics with the agents of the cluster",
        )
        return False
    if ".." in path.split("/"):
        findings.refuse(
            "T497", f'{path} has "..", which a hostPath must not have', mount.origin, help="write the path without it"
        )
        return False
    return True


def stem_of(source: str) -> str:
    """What objects made of a path beside the stack file are called after: its last two steps."""
    steps = [step for step in posixpath.normpath(source).split("/") if step not in ("", ".", "..")]
    return "-".join(steps[-2:]) or ("root" if source.startswith("/") else "project")
