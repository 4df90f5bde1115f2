"""The options that several verbs share, so that they are named and explained alike everywhere."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from translator.cli.terminal import Terminal

F = TypeVar("F", bound=Callable[..., Any])


def _all(*options: Callable[[F], F]) -> Callable[[F], F]:
    def decorate(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def _kubernetes(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    from translator.kube import versions

    if value is not None and versions.parse(value) is None:
        first, last = versions.SUPPORTED[0], versions.SUPPORTED[-1]
        raise click.BadParameter(f'must be a version from {first} to {last}, or a range such as {first}..{last}, not "{value}"')
    return value


def _one_version(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    from translator.kube import versions

    known = _kubernetes(context, parameter, value)
    if known is not None and len(versions.parse(known) or ()) > 1:
        raise click.BadParameter(f'must be one version, not "{known}"')
    return known


def _namespace(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    from translator.kube import names

    if value is not None and (fault := names.DNS_LABEL.fault(value)):
        raise click.BadParameter(f'{fault}, not "{value}"')
    return value


def project(function: F) -> F:
    """Which stack is read, and in whose words."""
    return _all(
        click.option(
            "-f",
            "--file",
            "files",
            multiple=True,
            metavar="FILE",
            help="A stack file, - for standard input; repeat it to merge. Default: the standard names and their override.",
        ),
        click.option("-p", "--project-name", metavar="NAME", help="The stack's name. Default: as docker compose chooses it."),
        click.option("--profile", "profiles", multiple=True, metavar="NAME", help="Takes in the services of a profile."),
        click.option("--env-file", "env_files", multiple=True, metavar="FILE", help="Variables for ${...}, in place of .env."),
        click.option(
            "--dialect",
            type=click.Choice(["compose", "swarm", "aliyun"]),
            help="Whose meaning the keys have. Default: by the keys.",
        ),
        click.option(
            "--allow-path",
            "allowed",
            multiple=True,
            metavar="DIR",
            type=click.Path(exists=True, file_okay=False, path_type=Path),
            help="A folder outside the project that the stack may read.",
        ),
    )(function)


def version(function: F) -> F:
    """The version of Kubernetes alone, for a cluster that is made here."""
    described = "The version of the cluster. Default: 1.35."
    return click.option("--kubernetes", metavar="V", callback=_one_version, help=described)(function)


def namespace(function: F) -> F:
    """The namespace of a stack that was applied."""
    described = "The namespace of the stack. Default: wherever it is."
    return click.option("-n", "--namespace", metavar="NAME", callback=_namespace, help=described)(function)


def target(function: F) -> F:
    """What is written for."""
    return _target(function, namespace="none", kubernetes="1.35")


def cluster_target(function: F) -> F:
    """What is written for, where a cluster tells what nobody asked for."""
    return _target(function, namespace="that of the cluster's context", kubernetes="the version that the cluster runs")


def _target(function: F, *, namespace: str, kubernetes: str) -> F:
    """What is written for, with the words for what holds where neither an option nor the configuration says it."""
    return _all(
        click.option(
            "-n",
            "--namespace",
            metavar="NAME",
            callback=_namespace,
            help=f"The namespace of every object. Default: {namespace}.",
        ),
        click.option(
            "--kubernetes",
            metavar="V",
            callback=_kubernetes,
            help=f"The version, or A..B: written for A, valid in each. Default: {kubernetes}.",
        ),
        click.option("--platform", type=click.Choice(["kubernetes", "ack"]), help="Whose cluster. Default: kubernetes."),
        click.option(
            "--templates",
            metavar="DIR",
            type=click.Path(exists=True, file_okay=False, path_type=Path),
            help="Templates of your own, which replace or join the built-in ones.",
        ),
    )(function)


def common(function: F) -> F:
    """How to speak, for most verbs."""
    return spoken("text", "json")(function)


def terminal(given: dict[str, Any]) -> Terminal:
    """How to speak, by those options among the parameters of a verb, which they leave."""
    json = given.pop("form", None) == "json"
    return Terminal(given.pop("color"), given.pop("quiet"), given.pop("verbose"), json)


def spoken(*forms: str) -> Callable[[F], F]:
    """How to speak, in one of several forms."""
    return _all(
        click.option(
            "--config",
            "configuration",
            metavar="FILE",
            type=click.Path(path_type=Path),
            help="Default: translator.yaml beside the stack file, or in the current folder.",
        ),
        click.option("--format", "form", type=click.Choice(forms), default="text", help="How to speak. Default: text."),
        click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Default: auto."),
        click.option("-q", "--quiet", is_flag=True, help="Errors alone."),
        click.option("-v", "--verbose", is_flag=True, help="Notes too."),
    )
