"""T277 to T298: health checks, references that lead nowhere, files, and what only several keys together show."""

from translator.report.catalogue import ERROR, NOTE, WARNING, Code

CODES = (
    Code(
        "T277",
        "bad-healthcheck",
        ERROR,
        "The test of the health check cannot be read.",
        "The test is a line for a shell, or a list that begins with CMD (a program and its arguments), CMD-SHELL (a line "
        "for a shell) or NONE. The check is left out.",
    ),
    Code(
        "T278",
        "healthcheck-off",
        NOTE,
        "The health check is switched off.",
        "disable: true, or the test NONE, switches off the check of the image. Kubernetes never reads an image's check, so "
        "there is nothing to switch off.",
    ),
    Code(
        "T279",
        "unknown-service",
        ERROR,
        "The service is not in the stack.",
        "A service can wait for, or link to, services of the same stack alone. One that an inactive profile leaves out is "
        "not in the stack either. depends_on with required: false may name a missing service, which is then ignored.",
    ),
    Code(
        "T280",
        "unknown-volume",
        ERROR,
        "The volume is not declared.",
        "Named volumes of version 2 and later stand below the top-level volumes. A path of the host begins with / or .",
    ),
    Code(
        "T281",
        "undeclared-volume",
        WARNING,
        "The volume may have been made in the console.",
        "On Alibaba Cloud Container Service volumes for OSS, NAS and disks were made in the console, and templates name "
        "them without declaring them. The claim that is made begins empty. Copy the content, or bind the claim to the old "
        "storage.",
    ),
    Code(
        "T282",
        "unknown-network",
        ERROR,
        "The network is not declared.",
        "Networks stand below the top-level networks; only default needs no declaration. The service's aliases on it are "
        "left out.",
    ),
    Code(
        "T283",
        "unknown-object",
        ERROR,
        "The config or secret is not declared, or has no content.",
        "Configs and secrets stand below the top-level keys of the same names. Without the file the container would not be "
        "what it was, so the grant is left out and said.",
    ),
    Code(
        "T284",
        "bad-reference",
        ERROR,
        "The reference is malformed, or leads to the service itself.",
        "A link is written SERVICE or SERVICE:ALIAS. No service can wait for itself.",
    ),
    Code(
        "T285",
        "bad-constraint",
        ERROR,
        "The value is no placement constraint.",
        "A constraint compares an attribute of the node: node.id, node.hostname, node.role, node.platform.os, "
        "node.labels.NAME or engine.labels.NAME, with == or !=. There is no other operator.",
    ),
    Code(
        "T286",
        "bad-host",
        ERROR,
        "The value is no line of a hosts file.",
        "A host is written NAME:ADDRESS or NAME=ADDRESS. The address is an IP address; another name cannot stand there.",
    ),
    Code(
        "T287",
        "bad-address",
        ERROR,
        "The value must be an IP address.",
        "Version 4 or 6, without a prefix length and without a zone; version 6 may stand in brackets.",
    ),
    Code(
        "T288",
        "bad-user",
        ERROR,
        "The value is no user.",
        "A user is written USER or USER:GROUP, each a number or a name.",
    ),
    Code(
        "T289",
        "unreadable-file",
        ERROR,
        "The file of a config or secret cannot be read.",
        "The file must lie in the project folder, or in one allowed by --allow-path, after links are followed, and hold no "
        "more than 1 MiB, the most that an object of a cluster holds.",
    ),
    Code(
        "T290",
        "no-single-content",
        ERROR,
        "A config or secret needs exactly one source.",
        "It is made from a file, from a variable (environment), from text in the stack (content), or exists already "
        "(external).",
    ),
    Code(
        "T291",
        "left-out",
        ERROR,
        "All of it is left out, since a part of it cannot be read.",
        "A port without its protocol, or a mount without its target, would be another one, so the whole of it is refused. "
        "Another finding beside this one names the part that is wrong.",
    ),
    Code(
        "T292",
        "variable-missing",
        ERROR,
        "The variable that holds a config or secret is not set.",
        "Its value is taken from the process environment, .env or --env-file when the stack is converted.",
    ),
    Code(
        "T293",
        "outvoted-limit",
        NOTE,
        "Another key sets the same limit.",
        "deploy.resources wins over the older keys beside the service, as in docker compose. Remove the one that loses.",
    ),
    Code(
        "T294",
        "bad-name",
        ERROR,
        "The value is no name.",
        "A host name has letters, digits and hyphens, in parts of at most 63 divided by dots; a container name begins with "
        "a letter or a digit.",
    ),
    Code(
        "T295",
        "shared-network",
        WARNING,
        "Services of other stacks answer under longer names.",
        "An external network lets stacks reach one another by the names of their services. In a cluster each stack has its "
        "namespace, and a service of another one is NAME.NAMESPACE. Change the names, or apply the stacks into one "
        "namespace. Where the stacks lie in one folder, convert the folder: the names then answer in each of them.",
    ),
    Code(
        "T296",
        "unused",
        NOTE,
        "No service uses it.",
        "docker compose makes no networks, volumes, configs and secrets that nobody uses, and neither does this program. "
        "What only services of inactive profiles use is unused too.",
    ),
    Code(
        "T297",
        "flat-network",
        NOTE,
        "A network needs no object.",
        "Every Pod of a cluster reaches every other, and finds it by the name of its Service. Networks that all services "
        "share are therefore there already.",
    ),
    Code(
        "T298",
        "lost-isolation",
        WARNING,
        "Networks no longer keep services apart.",
        "Some services of the stack share no network, so they could not reach one another. In a cluster they can, until a "
        "NetworkPolicy forbids it. translator.yaml asks for such policies: networks: {policies: true}; the cluster's network "
        "plugin must enforce them.",
    ),
)
