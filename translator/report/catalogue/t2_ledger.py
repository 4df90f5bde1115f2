"""T299: the safety net under every other code."""

from translator.report.catalogue import ERROR, Code

CODES = (
    Code(
        "T299",
        "unaccounted",
        ERROR,
        "A value of the input reached no output, and no finding says why.",
        "The translator promises a verdict for every line it reads. This code means that it broke the promise: the value was "
        "neither written to a manifest nor explained. The output may lack it. Please report the stack.",
    ),
)
