"""T510 to T519: API versions whose time is over."""

from translator.report.catalogue import ERROR, NOTE, WARNING, Code

CODES = (
    Code(
        "T510",
        "removed-api",
        ERROR,
        "The API version was removed from Kubernetes.",
        "The spelling is right, and an older cluster would take it: the API server of the version asked for does not serve it "
        "any more. The finding says since when, and which API version took its place. Fields may have moved on the way: "
        "an Ingress names its backends in another form, an autoscaler its metrics, and a CustomResourceDefinition needs a "
        "schema. Change apiVersion and let the schema check tell the rest.",
    ),
    Code(
        "T511",
        "deprecated-api",
        WARNING,
        "The API version is deprecated.",
        "The API server still serves it and answers with a warning. The finding says what takes its place, and when it is "
        "removed where that is known.",
    ),
    Code(
        "T512",
        "legacy-api",
        ERROR,
        "The API version is from before Kubernetes 1.0.",
        "v1beta1, v1beta2 and v1beta3 without a group were dropped in 2015. v1beta3 has the form of today, with names and "
        "labels below metadata and the rest below spec; in v1beta1 and v1beta2 `id` is metadata.name, `desiredState` is "
        "spec, `labels` stand at the top, a Service has one `port`, `portalIP` for clusterIP and `publicIPs` for "
        "externalIPs, and a Minion is a Node. Write apiVersion v1; a ReplicationController is better a Deployment of "
        "apps/v1.",
    ),
    Code(
        "T513",
        "bad-custom-object",
        ERROR,
        "An object does not fit the schema of its CustomResourceDefinition.",
        "The definition was given with --crd, or lies in the same folder. Fields that it does not list are refused unless it "
        "keeps unknown ones; types, bounds, patterns and choices hold as it says. Values are not shown, as they may be "
        "passwords. Rules that a definition writes in CEL are not run: the API server may refuse more.",
    ),
    Code(
        "T514",
        "unserved-version",
        ERROR,
        "A CustomResourceDefinition has the version and does not serve it.",
        "A definition lists its versions with a flag for each; the API server answers 404 for one that is not served. Write "
        "one of those that are, or serve this one.",
    ),
    Code(
        "T515",
        "unevaluated-expressions",
        NOTE,
        "The definition of a custom kind has rules in CEL, which only the API server evaluates.",
        "x-kubernetes-validations in a CustomResourceDefinition hold expressions such as self.min <= self.max. An object that "
        "fits the schema may still break one of them. A dry run against a cluster that has the definition tells. This is said "
        "once for each kind.",
    ),
)
