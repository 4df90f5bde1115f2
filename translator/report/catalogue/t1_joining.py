"""T120 to T149: versions, names, and the joining of files into one tree."""

from translator.report.catalogue import ERROR, NOTE, WARNING, Code

CODES = (
    Code(
        "T120",
        "bad-version",
        ERROR,
        "The version of a stack file is none that exists.",
        "Versions are 1, 2, 2.1 to 2.4 and 3, 3.1 to 3.9; the current Compose Specification needs no version at all, and "
        "the rest of the file is read by it. Correct the version, or remove the line.",
    ),
    Code(
        "T121",
        "mixed-versions",
        ERROR,
        "Files of version 1 and of later versions are combined.",
        "A file of version 1 has its services at the top, later files have them below `services:`. The two cannot be "
        "merged or extended from one another. Move the services of the older file below `services:`.",
    ),
    Code(
        "T122",
        "bad-project-name",
        ERROR,
        "The name of the project is not valid.",
        "A project name consists of lowercase letters, digits, hyphens and underscores, and begins with a letter or a "
        "digit. It is taken from -p, from COMPOSE_PROJECT_NAME, from `name:`, or from the name of the project folder, in "
        "this order.",
    ),
    Code(
        "T123",
        "ambiguous-files",
        WARNING,
        "Several files have a standard name.",
        "Without -f the first one in the order compose.yaml, compose.yml, docker-compose.yml, docker-compose.yaml is "
        "used, as docker compose does. The others are not read. Remove them, or name the right one with -f.",
    ),
    Code(
        "T125",
        "overridden",
        NOTE,
        "A value is hidden by a later one.",
        "Files are merged in the order of the command line, a service is laid over the one that it extends, and a mapping "
        "over what its merge key brings. Where both have a value, the later one counts. The hidden value is in no output.",
    ),
    Code(
        "T126",
        "cannot-override",
        ERROR,
        "Two values that are to be merged have different shapes.",
        "A mapping cannot be laid over a list, nor the reverse, except where Compose knows both forms (environment, "
        "labels, networks ...). The later value is refused and the earlier one stays. Write both in one form, or tag the "
        "later one `!override`.",
    ),
    Code(
        "T127",
        "unknown-base",
        ERROR,
        "A service that is extended does not exist.",
        "`extends` names a service of the same file, or of the file named beside it. There is none of this name. The rest "
        "of the service is used without it.",
    ),
    Code(
        "T128",
        "extends-loop",
        ERROR,
        "A service extends itself, directly or through others.",
        "The chain of `extends` leads back to where it began. Break it at one of the services that the message names.",
    ),
    Code(
        "T129",
        "bad-extends",
        ERROR,
        "The value of `extends` or `include` is not well-formed.",
        "`extends` is the name of a service, or a mapping with `service` and perhaps `file`. `include` is a list of "
        "paths, or of mappings with `path` and perhaps `project_directory` and `env_file`.",
    ),
    Code(
        "T130",
        "not-inherited",
        ERROR,
        "A key of an extended service cannot be inherited in this version.",
        "docker-compose refuses to extend a service of version 1 to 3 that has `links`, `volumes_from`, `depends_on` or "
        "the network of another service, because the service that extends it may lack the others. The key is left out. "
        "Write it into the service itself. The current specification (a file without `version`) inherits it.",
    ),
    Code(
        "T131",
        "include-loop",
        ERROR,
        "A file includes itself, directly or through others.",
        "The chain of `include` leads back to a file that is being read. Remove one of the entries that the message names.",
    ),
    Code(
        "T132",
        "include-conflict",
        ERROR,
        "An included file defines something that is defined already.",
        "`include` brings in services, volumes, networks, configs and secrets that are not there yet; two different "
        "definitions of one name are a conflict. Rename one, or merge the files with -f, or with a list of paths in one "
        "entry of `include`.",
    ),
    Code(
        "T133",
        "remote-file",
        ERROR,
        "A file would have to be fetched from the network.",
        "`include` and `extends` may name a Git repository or a registry. The translator reads local files only, so that "
        "the same input always gives the same output. Fetch it and name the local file.",
    ),
    Code(
        "T134",
        "inactive-profile",
        NOTE,
        "A service belongs to a profile that is not active.",
        "A service with `profiles` exists only when one of them is active: --profile NAME, or COMPOSE_PROFILES. It is not "
        "converted.",
    ),
    Code(
        "T135",
        "inactive-dependency",
        ERROR,
        "A service depends on one that is missing or whose profile is not active.",
        "docker compose refuses to start such a stack. Activate the profile with --profile, give both services the same "
        "profile, correct the name, or write `required: false` into the dependency.",
    ),
    Code(
        "T136",
        "extension-field",
        NOTE,
        "A key that begins with x- is for people and other tools.",
        "Compose ignores the keys that begin with x-. They often hold anchors; what is used elsewhere by an alias is in "
        "the output from there.",
    ),
    Code(
        "T137",
        "steers-reading",
        NOTE,
        "A value steers how the files are read, and is no part of the stack.",
        "`version`, `include`, `extends`, `profiles`, `!reset` and the variables COMPOSE_FILE and COMPOSE_PROFILES have "
        "done their work once the files are joined. The output has no place for them.",
    ),
    Code(
        "T138",
        "no-services",
        ERROR,
        "A stack has no services.",
        "No file brings a service, or every service belongs to a profile that is not active. There is nothing to convert. "
        "Look whether the right files were given, or activate a profile with --profile.",
    ),
    Code(
        "T139",
        "too-many-files",
        ERROR,
        "A stack includes more than a thousand files, or files that include one another more than fifty deep.",
        "`include` names files, which may include others. No real stack comes near the limits.",
    ),
    Code(
        "T140",
        "name-not-used",
        NOTE,
        "The project name of a file is not used.",
        "A name from -p or COMPOSE_PROJECT_NAME, or from a later file, takes its place.",
    ),
    Code(
        "T141",
        "not-extended",
        NOTE,
        "A part of a file that is read for `extends` alone is not used.",
        "`extends` with `file` takes one service out of another file. The file's other services, and its volumes, "
        "networks, configs and secrets, do not become part of the stack.",
    ),
    Code(
        "T142",
        "not-included",
        ERROR,
        "A part of an included file has no place in the stack.",
        "`include` brings in services, volumes, networks, configs, secrets and models. Other keys at the top of the "
        "included file are about that file alone, and unknown ones are refused. Move it to the file that includes this "
        "one, or remove it.",
    ),
    Code(
        "T143",
        "spent-variable",
        NOTE,
        "A variable of a dotenv file is used only where nothing of the stack comes from.",
        "The values that refer to it are hidden by an override, belong to a service of an inactive profile, were refused, or "
        "steer the reading, such as the name of a file in `extends`. The variable itself is in no output.",
    ),
)
