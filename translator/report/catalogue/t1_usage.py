"""T190 to T194: what stands in the way of writing the output, and what to mind about it."""

from translator.report.catalogue import ERROR, NOTE, Code

CODES = (
    Code(
        "T190",
        "secret-in-stream",
        NOTE,
        "The stream on standard output holds Secrets, whose values anybody can read who sees it.",
        "Kubernetes keeps the values of a Secret in base64, which hides nothing. Where the output goes to a file, a terminal "
        "recording or the log of a pipeline, the values go there too. Pipe the stream straight into the program that applies "
        "it, or write a folder with -o DIR: there each Secret is a file of its own that only its owner may read.",
    ),
    Code(
        "T191",
        "output-edited",
        ERROR,
        "A file in the output folder was edited since the translator wrote it.",
        "The translator keeps the hash of each file that it writes to a folder, in .translator.json beside them. A file whose "
        "content no longer has that hash holds somebody's work, which another run would undo, so nothing at all was written. "
        "Put the change where it lasts, in the stack file, in translator.yaml or in a template of your own (--templates); then "
        "run again with --force, which overwrites the file. Or move the file elsewhere.",
    ),
    Code(
        "T192",
        "output-foreign",
        ERROR,
        "A file in the output folder has a name that is needed, and the translator did not write it.",
        "Only files that the translator wrote are replaced. This one is not in its list (.translator.json in the folder), or "
        "it is a folder or a link, so nothing at all was written. Choose another folder, move the file away, or overwrite it "
        "with --force.",
    ),
    Code(
        "T193",
        "output-unwritable",
        ERROR,
        "The output could not be written.",
        "The operating system refused: the folder may not be written by this user, the disk is full, or a part of the path is "
        "a file. A folder that could not be written whole is left as it was.",
    ),
    Code(
        "T194",
        "report-unwritable",
        ERROR,
        "The report could not be written.",
        "The operating system refused to write the file named by --report: it may not be written by this user, the disk is "
        "full, or its folder does not exist. The manifests are written all the same where nothing else forbids it.",
    ),
)
