"""T145 to T149: reading files of any content, for `validate`."""

from translator.report.catalogue import ERROR, NOTE, WARNING, Code

CODES = (
    Code(
        "T145",
        "not-checked",
        NOTE,
        "A file was passed over: it holds neither manifests nor a stack.",
        "A manifest has two at least of apiVersion, kind, metadata and spec; a stack has services. Templates of Helm and "
        "the like are no YAML before they are filled in: validate what `helm template` or `kustomize build` prints. "
        "Values, settings of tools and files of CI systems are not for the API server. Links to folders are not followed, "
        "since they can form a loop. Nothing needs to be done; the note says why nothing was found there.",
    ),
    Code(
        "T146",
        "misspelt-manifest-key",
        ERROR,
        "A key at the top of a manifest is misspelt.",
        "apiVersion, kind, metadata and spec have to be written exactly so, the capital V included. The file was taken for a "
        "manifest because its other keys are those of one, and the rest of it was checked as if the key were right.",
    ),
    Code(
        "T147",
        "bad-ignore-comment",
        WARNING,
        "A comment asks to ignore a finding, and does not say which or why.",
        "The form is `# translator: ignore T605 the reason`, at the end of the line or on a line of its own above it; "
        "several codes are separated by commas. The reason is kept in the report, so that the next reader can judge "
        "whether it still holds. Without a known code and a reason the comment has no effect.",
    ),
    Code(
        "T148",
        "encrypted-values",
        NOTE,
        "The values of an object are encrypted by SOPS.",
        "Names and structure of the object were checked, its encrypted values were not: the key is not asked for. What a "
        "rule says of a value, such as the form of a certificate, shows only after decryption.",
    ),
    Code(
        "T149",
        "checked-as-patch",
        NOTE,
        "The object is part of a kustomization's patches, and was checked as such.",
        "A patch holds only the fields that it changes. Those were held against the schema; that others are missing is no "
        "fault, and the rules for whole objects apply to what kustomize makes of it: validate the output of "
        "`kustomize build` as well.",
    ),
)
