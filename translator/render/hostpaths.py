"""Host paths: what a path of the machine names, told from its text alone, since the nodes are not these machines.

`type` of a hostPath makes the kubelet check, before the container starts, that the path is what the container expects: a
missing file would otherwise become a folder. What cannot be told is a folder, which Docker creates too where it is missing.
"""

import posixpath


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FOLDERS = _words(
    "/ /bin /boot /dev /dev/shm /etc /etc/ssl /etc/ssl/certs /home /lib /lib/modules /lib64 /media /mnt /opt /proc /root "
    "/run /run/lock /sbin /srv /sys /sys/fs/cgroup /sys/kernel/debug /tmp /usr /usr/src /usr/share/zoneinfo /var /var/cache "
    "/var/lib /var/lib/kubelet /var/log /var/run /var/tmp"
)
_FILES = _words(
    "/etc/localtime /etc/timezone /etc/hosts /etc/hostname /etc/passwd /etc/group /etc/shadow /etc/resolv.conf "
    "/etc/machine-id /etc/os-release /etc/nsswitch.conf /etc/fstab /proc/cpuinfo /proc/meminfo /proc/stat /proc/uptime"
)
_FILE_ENDINGS = _words(
    "bash bin cert cfg cnf conf config crt css csv db der env gpg hcl html ini jar java jks js json key keystore list log "
    "lua md p12 pem pfx php pid pl properties ps1 pub py rb repo rules sh so sql sqlite svg toml ts tsv txt vcl xml yaml "
    "yml"
)
_FILE_NAMES = _words("htpasswd id_rsa id_ed25519 known_hosts authorized_keys Caddyfile Dockerfile Makefile")

_DOCKER = "/var/lib/docker"


def of_docker(path: str) -> bool:
    """Whether a path is where Docker keeps its own data, which no node of Kubernetes has since 1.24."""
    return f"{posixpath.normpath(path)}/".startswith(f"{_DOCKER}/")


def looks_like_file(path: str) -> bool:
    """Whether a path that cannot be looked at most likely names a file: by its ending, or by a name that files have."""
    name = posixpath.basename(path.rstrip("/"))
    if path.endswith("/"):
        return False
    stem, dot, ending = name.rpartition(".")
    return name in _FILE_NAMES or (bool(dot) and ending in _FILE_ENDINGS and (bool(stem) or ending == "env"))


def is_data(path: str) -> bool:
    """Whether an absolute path most likely names a folder that a program keeps its data in."""
    path = posixpath.normpath(path)
    known = path in _FOLDERS or path in _FILES or path.endswith(".sock") or looks_like_file(path)
    return not known and not of_docker(path) and not path.startswith(("/dev/", "/proc/", "/run/", "/sys/", "/var/run/"))


def type_of(path: str, *, must_exist: bool) -> str | None:
    """The `type` of a hostPath at an absolute `path`; None for devices, which are several kinds of file.

    Args:
        must_exist: whether Docker would refuse to create a missing folder.
    """
    path = posixpath.normpath(path)
    if path.endswith(".sock"):
        return "Socket"
    if path in _FOLDERS:
        return "Directory"
    if path in _FILES:
        return "File"
    if path.startswith("/dev/"):
        return None
    if looks_like_file(path):
        return "File"
    return "Directory" if must_exist else "DirectoryOrCreate"
