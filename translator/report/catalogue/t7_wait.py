"""T770 to T789: how stacks stand."""

from translator.report.catalogue import ERROR, Code

CODES = (
    Code(
        "T770",
        "unknown-stack",
        ERROR,
        "No stack of this name was applied.",
        "What was applied is known by an inventory that apply keeps in the stack's namespace. There is none for this name "
        "where you looked. translator status without a name lists the stacks of a cluster; --cluster and --namespace say where "
        "to look.",
    ),
    Code(
        "T771",
        "stack-in-several-namespaces",
        ERROR,
        "Stacks of this name were applied to several namespaces.",
        "A stack is known by its name and its namespace together. Say with --namespace which one is meant.",
    ),
)
