"""Codes of reaching a cluster, and of the embedded one."""

from translator.report.catalogue import ERROR, Code

CODES = (
    Code(
        "T700",
        "cluster-unreachable",
        ERROR,
        "The cluster does not answer.",
        "Its name cannot be resolved, nothing listens at its address, its certificate is not accepted, or it stays silent or"
        " breaks the connection each time that it is asked. A server that answered before is asked eight times, over "
        "some thirteen seconds; one that never did is asked twice. Look whether `kubectl cluster-info` reaches it with "
        "the same context. Where an apply was on its way, run it again: it goes on from where it was.",
    ),
    Code(
        "T701",
        "bad-kubeconfig",
        ERROR,
        "There is no kubeconfig, or it cannot be used.",
        "The configuration is looked for as kubectl does: --kubeconfig, else the files of KUBECONFIG, else ~/.kube/config, "
        "else the service account of the Pod that the translator runs in. A file that is named must be there, be YAML, and "
        "hold the cluster and the user of its context. Without any cluster, `--cluster sandbox:DIR` uses an embedded one.",
    ),
    Code(
        "T702",
        "unknown-context",
        ERROR,
        "The kubeconfig has no such context.",
        "`--cluster` takes the name of a context; without it the current context counts, if there is one. `kubectl config "
        "get-contexts` lists them.",
    ),
    Code(
        "T703",
        "no-credentials",
        ERROR,
        "The plugin that gives the credentials failed.",
        "The user of the context has an exec section: a program that prints a token or a certificate. It is missing, it "
        "ended with an error, or what it printed cannot be used. Run it by hand to see why; often a login has expired.",
    ),
    Code(
        "T704",
        "cluster-denied",
        ERROR,
        "The cluster does not let us do this.",
        "Either the credentials are not accepted at all (401: log in again), or their owner may not do what was asked (403: "
        "the message names the verb and the resource). Credentials that expire are renewed once before this is told. Diff "
        "needs get and patch on what it compares, apply also create and delete; an administrator grants them by a Role and a"
        " RoleBinding.",
    ),
    Code(
        "T705",
        "cluster-refused",
        ERROR,
        "The cluster answered with an error that no plan foresaw.",
        "The message is the server's own, without values of Secrets. A webhook may refuse the object, a quota may be used "
        "up, or somebody may be working on the same objects. What was done stays done, and running the same command again "
        "goes on from there.",
    ),
    Code(
        "T706",
        "sandbox-in-use",
        ERROR,
        "Another process has the folder of the sandbox.",
        "The state of an embedded cluster is kept by one process at a time, or it would be torn. Wait until the other "
        "command ends, or serve the folder with `translator sandbox --state DIR`: commands with `--cluster sandbox:DIR` then"
        " join it.",
    ),
    Code(
        "T707",
        "sandbox-damaged",
        ERROR,
        "The state of the sandbox cannot be read.",
        "The folder of an embedded cluster holds a journal, objects.jsonl, one write a line. A line was changed by hand, or "
        "the disk was full. A last line that was cut off is no fault, it is left out. Remove the line and those after it, "
        "which takes the cluster back to that time, or begin with an empty folder.",
    ),
    Code(
        "T708",
        "sandbox-not-started",
        ERROR,
        "The embedded cluster cannot be started.",
        "Its folder cannot be made or written, or the port that was asked for is taken or needs more rights. Without --port "
        "a free one is taken.",
    ),
    Code(
        "T709",
        "kubeconfig-not-written",
        ERROR,
        "The kubeconfig of the sandbox cannot be written.",
        "`translator sandbox` writes a kubeconfig that holds the token of its server, readable for its owner alone, and "
        "removes it in the end. It never overwrites a file that it did not write: a kubeconfig of real clusters could be "
        "lost.",
    ),
)
