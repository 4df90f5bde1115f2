"""T720 to T739: what a comparison with a cluster finds."""

from translator.report.catalogue import ERROR, NOTE, Code

CODES = (
    Code(
        "T720",
        "unserved-kind",
        ERROR,
        "The cluster does not serve this kind under this API version.",
        "Every kind is served under one or more versions of its API, and which ones depends on the version of Kubernetes and "
        "on the definitions that were installed. Write a version that the server has, choose the version of the cluster with "
        "--kubernetes, or install what defines the kind. A CustomResourceDefinition among the manifests is taken into account: "
        "its objects are planned without asking the server.",
    ),
    Code(
        "T721",
        "missing-namespace",
        ERROR,
        "The namespace of an object does not exist in the cluster.",
        "The server refuses objects of a namespace that is not there. The namespace that a stack is applied to is made with "
        "it; one that a manifest names itself has to exist, or its Namespace has to be among the manifests.",
    ),
    Code(
        "T722",
        "refused-by-server",
        ERROR,
        "The API server refuses an object.",
        "The object was sent as a dry run, and the server would not take it. It may know more than any offline rule: admission "
        "webhooks, quotas, policies, rights, or a change that it never makes in place and for which no remedy is known. The "
        "values that the server quotes are left out, since they may be secret. Nothing is applied as long as one object is "
        "refused.",
    ),
    Code(
        "T723",
        "other-kubernetes-version",
        NOTE,
        "The stack was converted for another version of Kubernetes than the default, because the cluster runs it.",
        "Without --kubernetes, and without a version in the configuration, a stack that is compared with a cluster or applied "
        "to it is converted for the version that the cluster runs; for the nearest supported one, where the cluster is older "
        "or newer than all of them. Name a version to have the same manifests whatever the cluster is.",
    ),
    Code(
        "T724",
        "no-manifests",
        ERROR,
        "The paths hold no manifests.",
        "What is named with -m, or with --against, has to be YAML or JSON files with Kubernetes objects, or folders of them. "
        "Stack files are named with -f.",
    ),
    Code(
        "T725",
        "unfit-to-apply",
        ERROR,
        "A file that was named with -m cannot be applied as it is.",
        "A stack is named with -f: it has to be converted first, and its manifests are then applied. An object whose values "
        "are encrypted by SOPS would be stored with the encrypted text in place of what it stands for: decrypt it first.",
    ),
)
