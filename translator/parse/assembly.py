"""Files joined into one tree, in the order that the rules of Compose prescribe.

For each file: variables are replaced, `extends` is resolved, `include` brings in other stacks (each assembled in the same way),
and the result is laid over the files before. At the end the merge tags have done their work.
"""

from translator.model.node import Mapping
from translator.parse.include import Inclusion, consumed, imported, inclusions
from translator.parse.library import Book
from translator.parse.reader import Reader
from translator.parse.sheet import Scope, Sheet
from translator.parse.variables import unused


def assembled(sheets: list[Sheet], scope: Scope, chain: tuple[Book, ...], reader: Reader) -> Mapping | None:
    """The tree of files that are laid over one another; None where there are no files.

    Args:
        sheets: the files with their variables replaced, in order.
        chain: the included files that led here.
    """
    tree: Mapping | None = None
    for sheet in sheets:
        root = sheet.root
        if sheet.extends:
            from translator.parse.extends import extended  # here and below: most stacks need neither, and start faster

            root = extended(sheet, scope, tree, reader)
        for inclusion in inclusions(root, scope, chain, reader):
            root = _with(root, inclusion, scope, reader)
        root = consumed(root)
        if tree is not None or reader.library.tagged:
            from translator.parse import merge

            root = merge.files(tree, root, sheet.version, reader.findings)
        tree = root
    return tree


def _with(root: Mapping, inclusion: Inclusion, scope: Scope, reader: Reader) -> Mapping:
    """A tree with what one entry of `include` brings in."""
    opened = [sheet for book in inclusion.books if (sheet := reader.open(book, inclusion.scope)) is not None]
    if len(opened) < len(inclusion.books):
        reader.refuse_use(inclusion.books[0], inclusion.origin)
    reader.whole.update(sheet.name for sheet in opened)
    below = assembled(opened, inclusion.scope, inclusion.chain, reader)
    unused(inclusion.scope.variables, inclusion.dotenv, below, reader.findings)
    reader.dotenv.extend(inclusion.dotenv)
    for name, uses in inclusion.scope.variables.uses.items():
        scope.variables.uses.setdefault(name, {}).update(uses)
    return root if below is None else imported(root, below, reader)
