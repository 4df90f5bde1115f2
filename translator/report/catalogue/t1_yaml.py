"""T101 to T119: reading files, and YAML."""

from translator.report.catalogue import ERROR, Code

CODES = (
    Code(
        "T101",
        "missing-file",
        ERROR,
        "A file that was asked for does not exist or cannot be read.",
        "The command line or a stack file names a file, and nothing can be read under that name: it is missing, a folder, "
        "a loop of links, or closed to the user who runs the translator. Names on the command line count from the working "
        "folder, names in a stack file from the folder of that file. Correct the name, or make the file readable.",
    ),
    Code(
        "T102",
        "no-stack-file",
        ERROR,
        "No stack file was given, and none of the standard names was found.",
        "Without -f the translator looks for compose.yaml, compose.yml, docker-compose.yml and docker-compose.yaml, in "
        "this order, in the working folder and then in each folder above it, as docker compose does. Name the file with "
        "-f, or go to its folder.",
    ),
    Code(
        "T103",
        "outside-project",
        ERROR,
        "A file lies outside the folders that a stack may read.",
        "A stack file may name only files in its project folder, whatever spelling it uses: `..`, an absolute path and a "
        "symbolic link are all followed to their end before they are compared. Stack files come from elsewhere, and "
        "converting one must not read the machine's other files. If you trust the stack, allow the folder with "
        "--allow-path DIR.",
    ),
    Code(
        "T104",
        "file-too-large",
        ERROR,
        "A YAML file is larger than 10 MiB.",
        "Stack files are some kilobytes of text. A file this large is most likely another one (a dump, an archive), and "
        "it was not read to its end.",
    ),
    Code(
        "T105",
        "bad-encoding",
        ERROR,
        "A file is not UTF-8 text.",
        "YAML files are UTF-8, with or without a byte order mark, or UTF-16 with one. The place is that of the first "
        "wrong byte. Save the file as UTF-8: editors call this the encoding of the file.",
    ),
    Code(
        "T106",
        "control-character",
        ERROR,
        "A control character stands in a YAML file.",
        "YAML allows no control characters but tab and the ends of lines. They come with copied text or binary data and "
        "are invisible in most editors. Remove it; where the value needs it, write it as an escape in double quotes.",
    ),
    Code(
        "T107",
        "bad-yaml",
        ERROR,
        "A file is not well-formed YAML.",
        "The place is where the reader could not go on; the cause often stands a line earlier: a missing space after a "
        "colon, a quote or bracket that is not closed, a line that is indented unlike its neighbours, a text with `: ` or "
        "with a special first sign that needs quotes.",
    ),
    Code(
        "T108",
        "tab-indentation",
        ERROR,
        "A line is indented with a tab.",
        "YAML allows only spaces for indentation, because a tab has no width that all editors agree on. Replace the tab "
        "by spaces, as many as the neighbouring lines have.",
    ),
    Code(
        "T109",
        "several-documents",
        ERROR,
        "A file holds more than one YAML document.",
        "A line `---` begins another document, and a stack is one document. Put the documents into files of their own and "
        "give each with -f to merge them.",
    ),
    Code(
        "T110",
        "empty-file",
        ERROR,
        "A stack file holds nothing.",
        "The file is empty, or holds only comments. Remove it from the command line, or write at least `services: {}`.",
    ),
    Code(
        "T111",
        "not-a-mapping",
        ERROR,
        "A stack file is not a mapping at its top.",
        "A stack file is a mapping of sections (`services:`, `volumes:` ...), or, in version 1, of services. A list or a "
        "plain text at the top is another kind of file.",
    ),
    Code(
        "T112",
        "duplicate-key",
        ERROR,
        "A key stands twice in one mapping.",
        "YAML allows each key once. Readers that forgive a second one take the last and forget the first without a word, "
        "so one of the two values was never in effect. Decide which one is meant, and remove the other. Two merge keys "
        "`<<` become one with a list.",
    ),
    Code(
        "T113",
        "bad-key",
        ERROR,
        "A key is not text.",
        "A key of a stack file is a name. A list, a mapping or nothing at all stands where the key should be; often a "
        "value that begins with a bracket or a brace lacks its quotes.",
    ),
    Code(
        "T114",
        "unknown-alias",
        ERROR,
        "An alias names no anchor.",
        "`*name` repeats the value that `&name` marks earlier in the same file. No anchor of this name stands before the "
        "alias. A text that begins with an asterisk needs quotes.",
    ),
    Code(
        "T115",
        "recursive-alias",
        ERROR,
        "An alias stands inside the value that it repeats.",
        "The value would contain itself without end. Write out what is meant.",
    ),
    Code(
        "T116",
        "too-many-aliases",
        ERROR,
        "The aliases of a file stand for more than a million values.",
        "Aliases of aliases multiply: ten short lines can stand for thousands of millions of values, which is a known "
        "attack on readers of YAML. No real stack comes near the limit.",
    ),
    Code(
        "T117",
        "nested-too-deeply",
        ERROR,
        "A file nests values more than 100 levels deep.",
        "Stack files have about ten levels. So deep a nesting is an accident, such as a bracket that is never closed, or "
        "an attack on readers of YAML.",
    ),
    Code(
        "T118",
        "bad-tag",
        ERROR,
        "A tag has no meaning in a stack file or a manifest.",
        "A word that begins with an exclamation mark is a YAML tag. `!reset` and `!override` steer how files are merged, "
        "and `!!str` and its like fix a type; others, and a type tag before a text that is not of the type, have no "
        "meaning here. A text that begins with an exclamation mark needs quotes.",
    ),
    Code(
        "T119",
        "bad-merge-key",
        ERROR,
        "A merge key is given something that is no mapping.",
        "`<<` adds the entries of another mapping: an alias of one, a mapping, or a list of these. A key that is really "
        "called << needs quotes.",
    ),
)
