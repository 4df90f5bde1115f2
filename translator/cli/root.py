"""The program and its verbs, found by folder and imported when they are called; every way out ends here.

A verb returns its exit code. Wrong usage is told in one line; an interruption quietly; anything else that arrives here is a
bug of ours, and this is the one place that catches it.
"""

import pkgutil
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from translator import __version__
from translator.cli import exits, verbs


class Verbs(click.Group):
    """Finds the verb NAME in `verbs/NAME.py`, under the same name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        """The verbs, in alphabetical order."""
        return sorted(module.name for module in pkgutil.iter_modules(verbs.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Imports the verb."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = getattr(import_module(f"{verbs.__name__}.{cmd_name}"), cmd_name)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does; a verb that does not exist is told with the nearest one that does."""
        if args and not args[0].startswith("-") and args[0] not in (known := self.list_commands(ctx)):
            from difflib import get_close_matches  # costs a little, and is needed here only

            near = get_close_matches(args[0], known, 1) or known
            ctx.fail(f'there is no verb "{args[0]}"; is it {" or ".join(near)} that you mean?')
        return super().resolve_command(ctx, args)


@click.command(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 fine, 1 findings or differences, 2 wrong usage, 3 a bug of ours, 4 the cluster could not be reached "
    "or refused us, 5 another owner has what would be changed, 6 not ready in time, 7 partly applied, 8 refused input, "
    "130 interrupted.",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def translator() -> None:
    """Docker Swarm and Compose files in, checked Kubernetes manifests out, every line accounted for."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs a verb and gives its exit code."""
    try:
        result = translator.main(
            args=None if arguments is None else list(arguments), prog_name="translator", standalone_mode=False
        )
    except click.exceptions.NoArgsIsHelpError as empty:
        empty.show()
        return exits.USAGE
    except click.ClickException as usage:
        usage.show()
        return exits.USAGE
    except (KeyboardInterrupt, click.Abort):
        return exits.INTERRUPTED
    except Exception as bug:  # noqa: BLE001 - the one place: a bug is told so that it can be reported
        from translator.cli.bug import describe  # only then

        print(describe(bug), file=sys.stderr)
        return exits.BUG
    return result if isinstance(result, int) else exits.FINE
