"""T501 to T519: manifests against the published types of Kubernetes. The rules of the API server (T520 on) carry their rows."""

from translator.report.catalogue import ERROR, WARNING, Code

CODES = (
    Code(
        "T501",
        "unknown-kind",
        ERROR,
        "The version of Kubernetes that is written for has no such kind.",
        "An object is known by its apiVersion and kind together. Either one is misspelt, or the kind belongs to a newer "
        "or an older version of Kubernetes than the one chosen: APIs come as alpha and beta and are removed some versions"
        " after their successor is there. The finding names the versions that have the kind, or the kind that is most "
        "like it. Correct the template, or choose another version with --kubernetes or target.kubernetes.",
    ),
    Code(
        "T502",
        "foreign-kind",
        WARNING,
        "The kind is defined in the cluster and not by Kubernetes, so it could not be checked.",
        "The API group is none of Kubernetes' own. Operators bring such kinds with a CustomResourceDefinition, whose "
        "schema is not part of the translator. Only the metadata of the object was checked. Make sure that the definition"
        " is installed before the object is applied.",
    ),
    Code(
        "T503",
        "unknown-field",
        ERROR,
        "A field is not part of its type.",
        "The API server refuses fields that it does not know when it validates strictly, and drops them otherwise, which "
        "is worse: the setting seems to be there and does nothing. Usual causes are a misspelt name, a field at the wrong"
        " level, such as a field of the Pod inside a container, and a field that another version of Kubernetes has. "
        "Correct the template that writes the field.",
    ),
    Code(
        "T504",
        "missing-field",
        ERROR,
        "A field that its type requires is missing, or null.",
        "The API server cannot take the object without this field. Null counts as missing. Fields that OpenAPI calls "
        "required but that the API server fills in, or takes as empty, are not reported.",
    ),
    Code(
        "T505",
        "wrong-type",
        ERROR,
        "A field has another type than the API server expects.",
        "The most frequent case is text that looks like something else: an environment value or a label of 5 or true must"
        " be quoted, since these fields hold text; a port or a count must be a number and no text. What stands where text"
        " is expected is never shown in the message, as it may be a password.",
    ),
    Code(
        "T506",
        "bad-format",
        ERROR,
        "A text or a number does not have the format of its field.",
        "Quantities are a decimal number with a suffix: n, u, m, k, M, G, T, P, E for powers of ten, Ki, Mi, Gi, Ti, Pi, "
        "Ei for powers of two, or an exponent. Note that Docker's 64m is 64Mi here: a small m means thousandths. The data"
        " of a Secret and the binaryData of a ConfigMap are base64. Times follow RFC 3339. A number in a field that takes"
        " a number or text must fit 32 bits.",
    ),
    Code(
        "T507",
        "number-overflow",
        WARNING,
        "A number does not fit the field, and the API server would keep another one.",
        "The field holds a signed number of 32 or 64 bits. The API server does not refuse a greater one: it cuts off the "
        "bits that do not fit, so that 2147483648 becomes -2147483648, and goes on with that.",
    ),
    Code(
        "T508",
        "repeated-item",
        ERROR,
        "Two items of a list have the same keys.",
        "The API server tells the items of some lists apart by keys: containers and environment variables by name, ports "
        "of a container by number and protocol, ports of a Service by port and protocol, mounts by their path. Server-"
        "side apply refuses an object in which two items have the same keys, because it could not tell which one is "
        "meant. An absent protocol counts as TCP.",
    ),
    Code(
        "T509",
        "not-json",
        ERROR,
        "A value has no form in JSON, in which objects are sent to the API server.",
        "YAML knows more than JSON: dates, binary data, keys that are numbers, true or null. Objects of Kubernetes have "
        "text as keys, and numbers, text, true, false, null, lists and mappings as values. Quote the key or the value, so"
        " that it becomes text.",
    ),
)
