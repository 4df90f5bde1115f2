"""T196, T197: the cluster that is written for."""

from translator.report.catalogue import ERROR, WARNING, Code

CODES = (
    Code(
        "T196",
        "platform-assumed",
        WARNING,
        "Nobody named the platform, and the stack's labels suggest Alibaba Cloud's ACK.",
        "Load balancers, logs and volumes are written differently for ACK and for other clusters. A stack with such labels is "
        "taken to move to ACK. Name the platform on the command line (--platform) or in the configuration (target.platform).",
    ),
    Code(
        "T197",
        "unsupported-kubernetes-version",
        ERROR,
        "The Kubernetes version is not one that the translator has schemas for.",
        "Manifests are checked against the schema of the version that they are written for. Name a minor version such as 1.35, "
        "or a range such as 1.28..1.32: then they are written for the first and must be valid in each.",
    ),
)
