"""Exports the public types of the installed SDK as one JSON document: export.py VERSION OUTPUT.

All types go through pydantic in one call, so that the generally available and the beta parameter classes of the same
name stay apart. Beta types that do not say so get the prefix Beta.
"""

import importlib
import json
import pkgutil
import sys
import warnings

import anthropic.types
from pydantic import BaseModel, TypeAdapter
from typing_extensions import is_typeddict

HEADERS = ["betas", "user_profile_id", "workspace_id"]
# The bodies of these requests are compared; what the SDK sends as headers is no part of them.
BODIES = [
    "MessageCreateParamsBase",
    "MessageCreateParamsNonStreaming",
    "MessageCreateParamsStreaming",
    "MessageCountTokensParams",
    "BatchCreateParams",
    "CompletionCreateParamsBase",
    "CompletionCreateParamsNonStreaming",
    "CompletionCreateParamsStreaming",
]


def modules():
    root = anthropic.types
    yield root
    for found in pkgutil.walk_packages(root.__path__, root.__name__ + "."):
        yield importlib.import_module(found.name)


def is_class(value):
    return is_typeddict(value) or (isinstance(value, type) and issubclass(value, BaseModel))


def is_exception(value):
    return isinstance(value, type) and issubclass(value, BaseException)


def public_name(module, name):
    beta = module.startswith("anthropic.types.beta")
    return "Beta" + name if beta and not name.startswith("Beta") else name


def collect():
    """Classes with the module that defines them, and aliases by public name."""
    classes, aliases = {}, {}
    for module in modules():
        for name in getattr(module, "__all__", []):
            value = getattr(module, name)
            if is_class(value) and value.__module__ == module.__name__ and value.__name__ == name:
                classes.setdefault((module.__name__, name), value)
            elif not is_exception(value):
                aliases.setdefault(public_name(module.__name__, name), value)
    return classes, aliases


def adapters(items):
    for key, value in items:
        try:
            yield key, TypeAdapter(value)
        except Exception as error:  # a type that pydantic cannot read is named, and the others are exported
            print(f"left out: {key} ({error.__class__.__name__})", file=sys.stderr)


def renamed(definitions, classes):
    """From the names that pydantic gives to public ones."""
    by_name, taken, names = {}, set(), {}
    for module, name in classes:
        by_name.setdefault(name, []).append(module)
    for key in definitions:
        module, _, name = key.rpartition("__")
        module = module.replace("__", ".")
        if not module.startswith("anthropic."):
            name = key
            module = next(iter(by_name.get(name, [""])))
        wish = public_name(module, name)
        if wish in taken:
            wish = f"{wish}__{module.rsplit('.', 1)[-1]}"
        taken.add(wish)
        names[key] = wish
    return names


def rewrite(node, names):
    if isinstance(node, dict):
        return {
            key: "#/$defs/" + names[value.removeprefix("#/$defs/")]
            if key == "$ref" and isinstance(value, str)
            else rewrite(value, names)
            for key, value in node.items()
        }
    if isinstance(node, list):
        return [rewrite(value, names) for value in node]
    return node


def without_headers(definitions):
    for name in BODIES:
        for name in (name, "Beta" + name):
            body = definitions.get(name, {})
            for header in HEADERS:
                body.get("properties", {}).pop(header, None)
                if header in body.get("required", []):
                    body["required"].remove(header)


def export():
    classes, aliases = collect()
    inputs = list(adapters(list(classes.items()) + list(aliases.items())))
    warnings.simplefilter("ignore")
    roots, document = TypeAdapter.json_schemas(
        [(key, "validation", adapter) for key, adapter in inputs],
        ref_template="#/$defs/{model}",
    )
    definitions = document.get("$defs", {})
    names = renamed(definitions, classes)
    public = {names[key]: rewrite(schema, names) for key, schema in definitions.items()}
    for (key, _mode), schema in roots.items():
        if isinstance(key, str):
            public.setdefault(key, rewrite(schema, names))
    without_headers(public)
    return dict(sorted(public.items()))


def main():
    version, output = sys.argv[1:]
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": f"Public types of the official Python SDK, anthropic {version}, exported through pydantic;"
        " structure only, no bounds. Beta types carry the prefix Beta; header parameters of the message, batch and"
        " completion requests are left out.",
        "$defs": export(),
    }
    with open(output, "w", encoding="utf-8") as file:
        json.dump(document, file, indent=1, ensure_ascii=False)
        file.write("\n")


main()
