"""Runs inside the environment of docker-compose 1.29.2, where nothing of this project is importable: reads one request a line,
answers one model a line. One process serves all cases, since a start costs half a second.

Request: {"directory", "files", "environment"}. Answer: {"model"}, or {"error"} in the program's own words.
"""

import importlib
import json
import logging
import os
import sys
import types
from typing import Any


class LooseVersion:
    """What docker-compose needs of `distutils.version`, which Python 3.12 dropped: versions of numbers and dots, compared."""

    def __init__(self, text: Any) -> None:
        self.vstring = str(text)
        self.version = [int(part) for part in self.vstring.split(".") if part.isdigit()]

    def __str__(self) -> str:
        return self.vstring

    def __eq__(self, other: object) -> bool:
        return self.version == LooseVersion(other).version

    def __lt__(self, other: object) -> bool:
        return self.version < LooseVersion(other).version

    def __gt__(self, other: object) -> bool:
        return self.version > LooseVersion(other).version

    def __le__(self, other: object) -> bool:
        return not self > other

    def __ge__(self, other: object) -> bool:
        return not self < other

    def __hash__(self) -> int:
        return hash(self.vstring)


def main() -> None:
    """Answers until the input ends."""
    home, version = types.ModuleType("distutils"), types.ModuleType("distutils.version")
    vars(version)["LooseVersion"] = LooseVersion
    sys.modules.setdefault("distutils", home)
    sys.modules.setdefault("distutils.version", version)
    logging.disable(logging.CRITICAL)
    config = importlib.import_module("compose.config.config")
    environment = importlib.import_module("compose.config.environment")
    serialize = importlib.import_module("compose.config.serialize")
    yaml = importlib.import_module("yaml")
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        os.chdir(request["directory"])
        os.environ.clear()
        os.environ.update(request["environment"])
        try:
            variables = environment.Environment.from_env_file(request["directory"])
            model = config.load(config.find(request["directory"], request["files"], variables))
            text = serialize.serialize_config(model, escape_dollar=False)
            answer = {"model": yaml.load(text, Loader=yaml.CSafeLoader)}
        except Exception as error:  # noqa: BLE001 (whatever the program raises is its answer)
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer, default=str), flush=True)


main()
