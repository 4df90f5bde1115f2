"""T250 to T276: values that are not in their grammar, and what is said about values."""

from translator.report.catalogue import ERROR, NOTE, WARNING, Code

CODES = (
    Code(
        "T250",
        "bad-value",
        ERROR,
        "The value is of the wrong kind, or not in the grammar of its key.",
        "The message says what was read and what is expected. The value is left out and the rest of the service goes on.",
    ),
    Code(
        "T251",
        "bad-boolean",
        ERROR,
        "The value must be true or false.",
        "docker compose takes true, yes, on and y, and false, no, off and n, in any case, quoted or not.",
    ),
    Code(
        "T252",
        "bad-number",
        ERROR,
        "The value must be a whole number.",
        "Unquoted numbers follow YAML 1.1, where 010 is eight; quoted ones are decimal.",
    ),
    Code(
        "T253",
        "bad-word",
        ERROR,
        "The value must be one of a few words.",
        "The message lists them. They are written in lower case.",
    ),
    Code(
        "T254",
        "bad-duration",
        ERROR,
        "The value must be a duration.",
        "Docker reads durations as Go does: numbers, each with a unit, from ns to h, such as 90s, 1m30s or 1.5h; docker "
        "compose adds d and w. A number without a unit is an error in Docker too, since nobody knows whether it means "
        "seconds.",
    ),
    Code(
        "T255",
        "bad-size",
        ERROR,
        "The value must be a size.",
        "A number of bytes, or a number with k, m, g, t or p, all of them powers of 1024 in Docker: 64m, 64mb and 64MiB are "
        "the same.",
    ),
    Code(
        "T256",
        "bad-cpus",
        ERROR,
        "The value must be a number of cores.",
        "A decimal number such as 0.5 or 2, not a percentage, and not finer than a thousand-millionth.",
    ),
    Code(
        "T257",
        "bad-image",
        ERROR,
        "The value is no image name.",
        "An image is named [REGISTRY/]REPOSITORY[:TAG][@DIGEST], the repository in lower case. A variable that is not set "
        "often leaves half of a name behind.",
    ),
    Code(
        "T258",
        "image-capitals",
        WARNING,
        "The image's repository has capital letters.",
        "No registry holds such a repository, and neither Docker nor a node can pull it; most often it is a placeholder. "
        "The name is kept, since the API server takes any, and a rewrite in images.rewrites of translator.yaml may mend it.",
    ),
    Code(
        "T259",
        "bad-command",
        ERROR,
        "The command line cannot be split into words.",
        "A line is split as a shell would split it, so quotes must be closed and a backslash must have something after it. "
        "A list of words needs no quotes: command: [sh, -c, 'echo it''s']. The container would start with the image's own "
        "command, so look at this before anything else.",
    ),
    Code(
        "T260",
        "no-name",
        ERROR,
        "The entry has a value without a name.",
        "Entries of environment, labels and the like are written NAME=VALUE, or NAME: VALUE in a map.",
    ),
    Code(
        "T261",
        "variable-without-value",
        ERROR,
        "The variable has no value anywhere.",
        "A name alone asks for the value that the variable has where the stack is deployed. It has none here, and docker "
        "compose would start the container without the variable; whether it had one where the stack runs today, the file does "
        "not tell. Set it in the process environment, in .env, by --env-file or below variables in translator.yaml, or remove "
        "the name if the container needs none.",
    ),
    Code(
        "T262",
        "repeated-entry",
        NOTE,
        "The entry stands more than once.",
        "Docker takes one of them, the last where they differ. Remove the others.",
    ),
    Code(
        "T263",
        "bad-port",
        ERROR,
        "The value is no port mapping.",
        "A port is written TARGET, PUBLISHED:TARGET or HOST-IP:PUBLISHED:TARGET, with /udp or /sctp after it where it is "
        "not tcp, numbers from 1 to 65535; two ranges must have the same length. The long form has target, published, "
        "protocol and mode.",
    ),
    Code(
        "T264",
        "published-choice",
        WARNING,
        "Docker would take any free port of a range.",
        "A range of published ports for one container port lets Docker choose. A Service has one port, and it is the same "
        "on every node, so the first of the range is taken.",
    ),
    Code(
        "T265",
        "published-twice",
        ERROR,
        "Two container ports are published at one port.",
        "Docker refuses this when the second one starts, since the port is taken. Publish one of them elsewhere.",
    ),
    Code(
        "T266",
        "wide-port-range",
        ERROR,
        "The range has too many ports for a Service.",
        "A Service lists its ports one by one, and every node makes rules for each. Ranges of thousands of ports (RTP, "
        "passive FTP) need Pods on the network of their hosts, or a narrower range in the program's own configuration.",
    ),
    Code(
        "T267",
        "bad-volume-entry",
        ERROR,
        "The value is no mount.",
        "A mount is written TARGET, SOURCE:TARGET or SOURCE:TARGET:OPTIONS, the target absolute. A source that begins with "
        "/ or . is a path, another one the name of a volume. The long form has type, source and target, and options of its "
        "type alone.",
    ),
    Code(
        "T268",
        "same-target",
        ERROR,
        "Two things would be mounted at one place.",
        "The first is kept. Docker refuses such a container. Remove one, or give it another target.",
    ),
    Code(
        "T269",
        "windows-path",
        ERROR,
        "A Windows path cannot be mounted on a Linux node.",
        "Drive letters and named pipes exist on Windows hosts. Write a path relative to the stack file. A volume whose name "
        "is a single letter looks like a drive: give it a longer name.",
    ),
    Code(
        "T270",
        "home-path",
        ERROR,
        "The path begins with ~.",
        "The home folder is that of the user who runs docker compose. Nodes have no such user. Write the path in full if it "
        "exists on the nodes, or put the files beside the stack file.",
    ),
    Code(
        "T271",
        "outside-path",
        ERROR,
        "The path leads outside the project folder.",
        "Files are read from the project folder alone, links followed, so that a stack file from a stranger cannot publish "
        "the files of the one who converts it. Allow another folder with --allow-path DIR.",
    ),
    Code(
        "T272",
        "unreadable-bind",
        ERROR,
        "Files of a read-only bind cannot be read.",
        "A read-only folder becomes part of the manifests, so each of its files must be readable, a regular file, and in an "
        "allowed folder after links are followed. An incomplete copy would be worse than none.",
    ),
    Code(
        "T273",
        "mount-kind",
        ERROR,
        "The kind of mount has no counterpart.",
        "Named pipes exist on Windows, and cluster volumes need a CSI plugin that Swarm manages. Use a volume, for which "
        "a StorageClass may name the same CSI driver, a bind or a tmpfs.",
    ),
    Code(
        "T274",
        "tmpfs-option",
        WARNING,
        "Options of a tmpfs are left out.",
        "A volume in memory has a size. It belongs to root, with the group of the Pod where that is set, everybody may "
        "write to it, and programs in it may run; flags such as noexec and owners cannot be chosen. A size in per cent has "
        "no base.",
    ),
    Code(
        "T275",
        "bad-mode",
        ERROR,
        "The value is no permission bits.",
        'Bits are written in octal, from 0 to 0777, with a zero before them or in quotes: 0444 or "0444".',
    ),
    Code(
        "T276",
        "decimal-mode",
        WARNING,
        "The permission bits are a decimal number.",
        "Without a leading zero YAML reads a decimal number: 444 is the bits 0674. Docker reads it so too, so this is kept, "
        "but it is seldom meant.",
    ),
)
