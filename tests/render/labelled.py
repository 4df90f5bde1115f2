"""A stack of a service with labels of Container Service, through the whole pipeline."""

from pathlib import Path
from typing import Any

from tests.render.written import Written, written
from translator.model.stack import Dialect


def labelled(
    tmp_path: Path, labels: dict[str, Any], *keys: str, top: str = "", configuration: str = "", **more: Any
) -> Written:
    """A stack of `web`, with labels and further keys, and `db`, of which a port is known."""
    rows = "\n".join(f'      {key}: "{value}"' for key, value in labels.items())
    body = "\n".join(f"    {key}" for key in keys)
    text = f"""{top}
services:
  web:
    image: nginx:1.27
    expose: ["80"]
{body}
    labels:
      aliyun.probe.url: http://container/health
{rows}
  db:
    image: mysql:8
    expose: ["3306"]
"""
    return written(tmp_path, text, dialect=Dialect.ALIYUN, platform="ack", configuration=configuration, **more)
