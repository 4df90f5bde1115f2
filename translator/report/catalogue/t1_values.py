"""T150 to T189, T198 and T199: variables, dotenv files, the configuration, and the schemas of Compose files."""

from translator.report.catalogue import ERROR, NOTE, WARNING, Code

CODES = (
    Code(
        "T150",
        "unset-variable",
        ERROR,
        "A value refers to a variable that has no value anywhere.",
        "Docker puts nothing in the place of a variable without a value and only warns, so that an image or a password "
        "can vanish. The translator refuses the value instead and leaves it out. Give the variable a value: in the "
        "environment of the command, in a file named by --env-file, in .env beside the stack file, or below `variables:` "
        "in translator.yaml. Where nothing is the right value, write ${NAME:-}; where the dollar sign is part of the "
        "text, write $$NAME.",
    ),
    Code(
        "T151",
        "bad-interpolation",
        ERROR,
        "A reference to a variable is written in a form that Docker refuses.",
        "The forms are $NAME, ${NAME}, ${NAME:-default}, ${NAME-default}, ${NAME:?message}, ${NAME?message}, "
        "${NAME:+other} and ${NAME+other}. A name has letters, digits and underscores and begins with no digit; braces in "
        "a default must balance, and defaults may refer to variables themselves. A dollar sign that is part of the text "
        "is written $$.",
    ),
    Code(
        "T152",
        "lone-dollar",
        WARNING,
        "A dollar sign begins no variable and is kept as it is.",
        "The current docker compose keeps a dollar sign that is followed by neither a name nor a brace; docker-compose 1 "
        "and docker stack refuse the file. The translator keeps it. Write $$, which means a dollar sign to all of them.",
    ),
    Code(
        "T153",
        "required-variable",
        ERROR,
        "A value requires a variable, by ${NAME:?message}, that is not set or is empty.",
        "The author of the file made the variable mandatory; the message after the question mark is the author's own. The "
        "value is left out. Give the variable a value: in the environment of the command, in a file named by --env-file, "
        "in .env beside the stack file, or below `variables:` in translator.yaml.",
    ),
    Code(
        "T154",
        "variable-in-key",
        ERROR,
        "A key refers to a variable, and Docker replaces variables in values only.",
        "Docker takes such a key literally, dollar sign and all, which nobody means. Alibaba Cloud's platform did replace "
        "variables in keys; with --dialect aliyun the translator does so too. Elsewhere write the key out, or use the "
        "list form of environment and labels (KEY=VALUE), whose items are values.",
    ),
    Code(
        "T155",
        "same-key-twice",
        ERROR,
        "With its variables replaced a key is equal to another key of the same mapping.",
        "Only one of the two can have an effect, and the file does not say which. Keep one, or give the variable another "
        "value.",
    ),
    Code(
        "T156",
        "value-too-long",
        ERROR,
        "With its variables replaced a value, or all values of a file, are too long.",
        "One value may have a million characters; a file of values, some millions. Variables that contain one another "
        "grow beyond that quickly. Shorten them; a long text belongs into a config or a secret, not into a variable.",
    ),
    Code(
        "T157",
        "unused-variable",
        NOTE,
        "Nothing refers to a line of the project's dotenv file.",
        "Variables of .env and of --env-file have an effect only where a stack file refers to them; they do not reach "
        "containers by themselves. The line has no part in the output. Remove it, or name the file in env_file of a "
        "service if its containers need it.",
    ),
    Code(
        "T158",
        "hidden-variable",
        NOTE,
        "A variable is set in several places, and this is not the one that counts.",
        "For a project the process environment comes before --env-file (a later one before an earlier one), that before "
        ".env, and `variables` of translator.yaml come last. For a container its own `environment` comes before env_file, "
        "of which a later file comes before an earlier one. The finding names the place that counts.",
    ),
    Code(
        "T160",
        "bad-dotenv-line",
        ERROR,
        "A line of a dotenv file is neither NAME=value nor a comment.",
        "A name has letters, digits and _ . - [ ]. A value that has a quote first must end with it, over several lines if "
        "need be. A comment begins a line or follows a blank. In a file with `format: raw` everything after the equals "
        "sign is the value. Docker stops at such a line, and so does the translator, after it has read the rest for "
        "further faults.",
    ),
    Code(
        "T161",
        "unset-in-dotenv",
        WARNING,
        "A value of a dotenv file refers to a variable that has no value, so that nothing stands in its place.",
        "Docker does the same and only warns. Often the dollar sign was meant as one, in a password for instance: then "
        "quote the value with single quotes, but know that containers have run with the shorter value until now.",
    ),
    Code(
        "T162",
        "repeated-variable",
        NOTE,
        "A dotenv file sets a variable twice; the last line counts.",
        "Docker takes the last line of a name. Remove the others.",
    ),
    Code(
        "T163",
        "unreadable-dotenv",
        ERROR,
        "A dotenv file cannot be read as text.",
        "It is a folder, is larger than a megabyte, is not UTF-8, holds zero bytes, or may not be read. Name a text file "
        "of NAME=value lines, saved as UTF-8.",
    ),
    Code(
        "T164",
        "missing-dotenv",
        ERROR,
        "A dotenv file that is named does not exist.",
        "Paths in env_file begin at the folder of the stack file, those of --env-file at the current folder. Correct the "
        "path or make the file. A file that may be missing is named with `required: false`.",
    ),
    Code(
        "T165",
        "dotenv-outside",
        ERROR,
        "A dotenv file lies outside the folders that the translator may read.",
        "A stack file from elsewhere must not make the translator read any file of the machine into a manifest, so that "
        "it reads only below the project folder, links followed. Copy the file into the project, or allow its folder with "
        "--allow-path DIR.",
    ),
    Code(
        "T166",
        "optional-file-absent",
        NOTE,
        "A file of env_file does not exist and is not required.",
        "The entry says `required: false`, so that Docker goes on without the file, and so does the translator.",
    ),
    Code(
        "T167",
        "barren-env-file",
        NOTE,
        "A file of env_file gives the container no variable.",
        "The file is empty, or each of its variables is set elsewhere with precedence. The entry has no part in the output.",
    ),
    Code(
        "T168",
        "bad-env-file-entry",
        ERROR,
        "An entry of env_file, or of environment beside it, has a form that Docker does not know.",
        "env_file is a path, or a list of paths and of mappings with path, required and format (the one format is raw). "
        "environment is a mapping, or a list of NAME=value.",
    ),
    Code(
        "T169",
        "absent-variable",
        ERROR,
        "A variable is named without a value and has none in the environment.",
        "A name alone takes its value from the environment of the command. There is none, and Docker would start the container "
        "without the variable; whether it had one where the stack runs today, the file does not tell. Set it when you run the "
        "translator, write the value out, or remove the name if the container needs none.",
    ),
    Code(
        "T170",
        "unreadable-configuration",
        ERROR,
        "The configuration cannot be read.",
        "The file named by --config does not exist, is no file, or is too large. Correct the path.",
    ),
    Code(
        "T171",
        "unknown-setting",
        ERROR,
        "The configuration has a key that the translator does not know.",
        "A misspelt key would be a decision without effect. Correct the key; the schema schemas/translator.schema.json "
        "lists all of them, and an editor that is pointed at it completes them.",
    ),
    Code(
        "T172",
        "bad-setting",
        ERROR,
        "A value of the configuration is not what its key takes.",
        "The finding says what was expected. The schema schemas/translator.schema.json describes every key.",
    ),
    Code(
        "T173",
        "missing-setting",
        ERROR,
        "An entry of the configuration lacks a key that it must have.",
        "An accepted loss, for instance, has a code, a path and a reason, so that whoever reads it later knows what was "
        "given up and why.",
    ),
    Code(
        "T174",
        "unknown-accepted-code",
        ERROR,
        "An accepted loss names a code that does not exist.",
        "The code stands in the report beside the loss, such as T206; `any` accepts every loss at the path.",
    ),
    Code(
        "T180",
        "unknown-key",
        ERROR,
        "A key is known to no version of the Compose file format.",
        "Docker refuses the file. Most often the key is misspelt, or stands on the wrong level because of its "
        "indentation. Keys of your own begin with x- and are ignored. The key and what stands below it have no part in "
        "the output.",
    ),
    Code(
        "T181",
        "key-of-another-version",
        NOTE,
        "A key does not belong to the version that the file declares, but to another one.",
        "docker-compose 1 and docker stack refuse or ignore such a key; the current docker compose does not look at the "
        "version at all. The translator takes the key with its meaning in the other version.",
    ),
    Code(
        "T182",
        "mistyped-value",
        ERROR,
        "A value has another type than its key takes.",
        "A text stands where a list is expected, a list where a mapping is expected, and so on; often the indentation is "
        "off, or a key has no value. The value has no part in the output.",
    ),
    Code(
        "T183",
        "value-not-allowed",
        ERROR,
        "A value has the right type and is not one of those that its key takes.",
        "The finding says what was expected. The value has no part in the output.",
    ),
    Code(
        "T184",
        "missing-key",
        ERROR,
        "A mapping lacks a key that it must have.",
        "Docker refuses the file. Add the key. The mapping has no part in the output.",
    ),
    Code(
        "T185",
        "name-not-allowed",
        ERROR,
        "The name of a service, volume, network, config or secret has a character that Docker does not allow.",
        "Names have letters, digits and . _ - only. Rename it, here and wherever it is used.",
    ),
    Code(
        "T198",
        "unused-acceptance",
        WARNING,
        "The configuration accepts a loss that did not occur.",
        "The stack has changed since, or the code or the path of the acceptance has a mistake. Remove it: left over, it "
        "would hide the next loss at that place. `path` is a pattern over the dotted path of the leaf, such as "
        "services.*.logging, or over FILE:PATH.",
    ),
    Code(
        "T199",
        "unmatched-setting",
        WARNING,
        "An entry of the configuration names something that the stack does not have.",
        "The entry is for a service, a volume, a host or a load balancer by its name, and nothing of the stack is called "
        "so: the name has a mistake, or the stack has changed, and the output is as if the entry were not there. A service "
        "whose profile is not active counts as absent. Of a configuration that several stacks of a folder share nothing is "
        "said.",
    ),
)
