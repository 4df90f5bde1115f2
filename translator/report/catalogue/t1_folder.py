"""T175 to T179: a folder of stacks."""

from translator.report.catalogue import ERROR, WARNING, Code

CODES = (
    Code(
        "T175",
        "no-stack-in-folder",
        ERROR,
        "There is no stack file in the folder.",
        "A stack file has one of the standard names, such as compose.yaml or docker-compose.yml, or is a YAML file whose "
        "services have an image or a build. Hidden folders, node_modules and folders that the translator wrote are left out.",
    ),
    Code(
        "T176",
        "not-a-stack-of-its-own",
        WARNING,
        "A file looks like a stack file, but belongs to another one.",
        "Override files are read with the file that they belong to, and files that another one includes or extends are part of "
        "its stack. A variant such as docker-compose.prod.yml beside docker-compose.yml is left out, since only you know which "
        "of them go together: convert those on their own, with -f for each file.",
    ),
    Code(
        "T177",
        "same-stack-name",
        ERROR,
        "Two stacks of the folder have the same name.",
        "A stack is known by its name, which is also that of its namespace and of its output folder. Write another name at the "
        "top of one of the files: name: NAME. For files of a version that has no name, write COMPOSE_PROJECT_NAME into the "
        ".env beside it.",
    ),
    Code(
        "T178",
        "same-object",
        ERROR,
        "Two stacks would write the same object.",
        "Both stacks go to one namespace and have an object of the same kind and name there, so that each would undo the "
        "other. Rename the service, volume or config, or give one of the stacks a namespace of its own.",
    ),
    Code(
        "T179",
        "output-of-no-stack",
        WARNING,
        "The output folder holds manifests of a stack that is gone.",
        "A folder below the output was written for a stack that is no longer among those of the input, or has another name "
        "now. It is left there, since its objects may still be in the cluster. Remove it when they are not.",
    ),
)
