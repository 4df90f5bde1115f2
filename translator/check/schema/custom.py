"""Custom kinds in words: what an object breaks of the schema of its definition. No value is quoted: it may be a password."""

from translator.check.schema.words import Said, dotted
from translator.kube.schema.custom import Break, Custom
from translator.model.manifest import Manifest

_TYPES = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "object": "a mapping",
    "string": "text",
}
_BOUNDS = {
    "minimum": "must be at least",
    "maximum": "must be at most",
    "exclusiveMinimum": "must be greater than",
    "exclusiveMaximum": "must be less than",
}
_OTHERS = {
    "pattern": "does not have the form that its pattern asks for",
    "minLength": "is too short",
    "maxLength": "is too long",
    "minItems": "has too few items",
    "maxItems": "has too many items",
    "uniqueItems": "has an item twice",
}


def say(broken: Break, manifest: Manifest) -> Said:
    """The finding for a broken keyword."""
    field = f"{manifest.kind}/{manifest.name}: {dotted(broken.pointer)}"
    help = "write what the CustomResourceDefinition asks for"
    match broken.keyword:
        case "unknown":
            return Said("T513", f"{field} is not a field of the kind's definition", "correct its name, or remove it")
        case "required":
            return Said("T513", f"{field} is missing", "add it; the CustomResourceDefinition requires it")
        case "type":
            wanted = " or ".join(_TYPES.get(each, each) for each in broken.expected)
            return Said("T513", f"{field} must be {wanted}", help)
        case "enum":
            return Said("T513", f"{field} must be one of {', '.join(broken.expected)}", help)
        case keyword if keyword in _BOUNDS:
            return Said("T513", f"{field} {_BOUNDS[keyword]} {broken.expected[0]}", help)
        case keyword:
            return Said("T513", f"{field} {_OTHERS.get(keyword, f'does not fit {keyword} of its schema')}", help)


def unevaluated(custom: Custom, manifest: Manifest) -> Said:
    """The finding for rules that only the API server runs."""
    rules = f"{custom.expressions} rules" if custom.expressions > 1 else "a rule"
    message = f"{manifest.kind}/{manifest.name}: the kind's definition has {rules} in CEL, which only the API server evaluates"
    return Said("T515", message, "apply with --dry-run to have them evaluated")


def unserved(custom: Custom, manifest: Manifest) -> Said:
    """The finding for an API version that the definition does not serve."""
    message = f"{manifest.kind}/{manifest.name}: {manifest.api_version} is not served by the kind's definition"
    return Said("T514", message, f"write apiVersion: {' or '.join(custom.served)}" if custom.served else "serve a version")
