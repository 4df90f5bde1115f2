"""One run of the pipeline in a process of its own: seconds of each stage, and the greatest memory up to its end.

    python -m tests.bench.stages TOOL FILE

Prints one JSON object: stage -> [seconds, mebibytes], in the order of the stages, and "objects" -> the number of manifests.
"""

import gc
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Report = dict[str, Any]


@contextmanager
def _measured(report: Report, stage: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    report[stage] = [time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]


def translator(file: Path) -> Report:
    """Every stage of the translator."""
    report: Report = {}
    with _measured(report, "import"):
        from translator import check, normalize, parse, pipeline, render
        from translator.model.request import Request
        from translator.report import acceptance, ledger
        from translator.report.collector import Collector
    findings = Collector()
    request = Request(file.parent, (file.name,), environment=dict(os.environ))
    settings, _ = parse.settings(None, findings)
    with _measured(report, "parse"):
        project = parse.read(request, settings, findings)
    assert project is not None, list(findings)
    with _measured(report, "normalize"):
        stack = normalize.stack(project, settings, findings)
    target = pipeline.destination(request, settings, stack.dialect.value, findings)
    with _measured(report, "render"):
        manifests = render.manifests(stack, settings, target, findings)
    with _measured(report, "check"):
        check.manifests(manifests, target.kubernetes, findings)
    with _measured(report, "emit"):
        text = render.emit(manifests)
    with _measured(report, "account"):
        ledger.account(project.files, acceptance.accept(findings, settings.accepted), manifests)
    _written(file).write_text(text, encoding="utf-8")
    return report | {"objects": len(manifests)}


def pyyaml(file: Path) -> Report:
    """PyYAML, with libyaml where there is one: reads the stack file, and writes what the translator wrote before."""
    report: Report = {}
    with _measured(report, "import"):
        import yaml

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    with _measured(report, "parse"):
        yaml.load(file.read_bytes(), loader)
    bodies = list(yaml.load_all(_written(file).read_bytes(), loader))
    with _measured(report, "emit"):
        yaml.dump_all(bodies, Dumper=dumper, sort_keys=False)
    return report


def _written(file: Path) -> Path:
    return file.with_name("manifests.yml")


TOOLS: dict[str, Callable[[Path], Report]] = {"translator": translator, "pyyaml": pyyaml}


def main() -> None:
    """Runs the tool named first on the file named second, without the collector of cycles, as `translator.garbage` has it."""
    tool, file = sys.argv[1:]
    gc.disable()
    json.dump(TOOLS[tool](Path(file).resolve()), sys.stdout)


if __name__ == "__main__":
    main()
