"""What a path of the host is, as far as its text tells."""

import pytest

from translator.render.hostpaths import is_data, looks_like_file, type_of


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "Directory"),
        ("/var/run", "Directory"),
        ("/var/lib/docker/", "DirectoryOrCreate"),
        ("/etc/localtime", "File"),
        ("/etc/nginx/nginx.conf", "File"),
        ("/etc/nginx/conf.d", "DirectoryOrCreate"),
        ("/srv/data", "DirectoryOrCreate"),
        ("/srv/postgres-9.6", "DirectoryOrCreate"),
        ("/run/php/fpm.sock", "Socket"),
        ("/dev/fuse", None),
        ("/dev/shm", "Directory"),
    ],
)
def test_the_type_of_a_host_path(path: str, kind: str | None) -> None:
    assert type_of(path, must_exist=False) == kind


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/srv/docker/postgresql", True),
        ("/data/", True),
        ("/var/lib/mysql", True),
        ("/srv", False),
        ("/var/log", False),
        ("/var/lib/docker/volumes/x/_data", False),
        ("/etc/localtime", False),
        ("/etc/app/app.conf", False),
        ("/proc/sys", False),
        ("/run/app", False),
        ("/dev/snd", False),
    ],
)
def test_where_data_lies(path: str, data: bool) -> None:
    assert is_data(path) is data


def test_a_folder_that_docker_would_not_create_must_be_there() -> None:
    assert type_of("/srv/data", must_exist=True) == "Directory"


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("./nginx.conf", True),
        ("./.env", True),
        ("./conf/", False),
        ("./conf.d", False),
        ("./id_rsa", True),
        (".", False),
        ("./.config", False),
        ("./v1.2", False),
    ],
)
def test_what_looks_like_a_file(path: str, file: bool) -> None:
    assert looks_like_file(path) is file
