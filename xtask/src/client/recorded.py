"""The recorded streams of the SDK's own tests, through the SDK and through its assertions about our result.

    recorded.py list SDIST                      prints the recordings, as JSON
    recorded.py judge SDIST BASE_URL OURS.json  prints what the SDK and its tests make of each, as JSON

A recording is taken from the place where the SDK's tests keep it. What a test function says about it is found in the
source of that function: the recordings that it names, and the `assert_...` functions that it calls. Those are run on
our message, read into the SDK's type, with the events that the SDK saw.
"""

import ast
import json
import pathlib
import sys
import typing

import anthropic
from anthropic._models import construct_type
from anthropic.types import Message
from anthropic.types.beta import BetaMessage

BODY = {"model": "claude-opus-5", "max_tokens": 1024, "messages": [{"role": "user", "content": "Hi"}]}
FACES = {"ga": "test_messages.py", "beta": "test_beta_messages.py"}


def recordings(sdist):
    tests = pathlib.Path(sdist) / "tests"
    found = sorted((tests / "lib" / "streaming" / "fixtures").glob("*.txt")) + sorted(tests.rglob("*.sse"))
    if not found:
        raise SystemExit(f"no recordings in {tests}")
    return found


class Module:
    """What is asserted in a test module, without what it imports for its tests."""

    def __init__(self, path):
        source = ast.parse(path.read_text(encoding="utf-8"))
        kept = [node for node in source.body if self.is_kept(node)]
        future = ast.parse("from __future__ import annotations").body
        self.names = {"json": json, "cast": typing.cast, **vars(typing)}
        exec(compile(ast.Module(future + kept, []), str(path), "exec"), self.names)
        self.cases = {}
        self.assertions = {}
        for node in ast.walk(source):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name.startswith("test_"):
                self.read_test(node)

    @staticmethod
    def is_kept(node):
        if isinstance(node, ast.FunctionDef):
            return node.name.startswith("assert_")
        if isinstance(node, ast.ImportFrom):
            return (node.module or "").split(".")[0] == "anthropic" and node.level == 0
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        return isinstance(node, (ast.Assign, ast.AnnAssign)) and any(
            isinstance(target, ast.Name) and (target.id.startswith("EXPECTED") or target.id.endswith("_CASES"))
            for target in targets
        )

    def read_test(self, test):
        nodes = list(ast.walk(test))
        files = {n.value for n in nodes if isinstance(n, ast.Constant) and str(n.value).endswith((".txt", ".sse"))}
        calls = {
            n.func.id
            for n in nodes
            if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id.startswith("assert_")
        }
        for name in [n.id for n in nodes if isinstance(n, ast.Name) and n.id.endswith("_CASES")]:
            for file, expected in self.names[name]:
                files.add(file)
                self.cases[file] = expected
        for file in files:
            self.assertions.setdefault(file, set()).update(calls)

    def judge(self, file, events, message):
        verdicts = {}
        for name in sorted(self.assertions.get(file, ())):
            function = self.names.get(name)
            if function is None:
                continue
            known = {"events": events, "message": message, "expected": self.cases.get(file)}
            wanted = function.__code__.co_varnames[: function.__code__.co_argcount]
            try:
                function(**{argument: known[argument] for argument in wanted})
                verdicts[name] = None
            except Exception as error:  # noqa: BLE001, a missing field is one too
                verdicts[name] = repr(error)[:300]
        return verdicts


def accumulate(messages):
    events = []
    try:
        with messages.stream(**BODY) as stream:
            events.extend(stream)
            return {"value": stream.get_final_message().to_dict(mode="json")}, events
    except Exception as error:  # noqa: BLE001, whatever it is, it is what a user gets
        return {"error": repr(error)[:300]}, events


def judge(sdist, base_url, ours_path):
    with open(ours_path, encoding="utf-8") as file:
        ours = json.load(file)
    folder = pathlib.Path(sdist) / "tests" / "lib" / "streaming"
    modules = {face: Module(folder / name) for face, name in FACES.items()}
    results = []
    for path in recordings(sdist):
        # A recording that only one face tests may hold what the other does not know.
        faces = [face for face, module in modules.items() if path.name in module.assertions] or ["beta"]
        for face in faces:
            client = anthropic.Anthropic(api_key="k", base_url=f"{base_url}/{path.name}", max_retries=0)
            theirs, events = accumulate(client.messages if face == "ga" else client.beta.messages)
            mine = ours[path.name]
            verdicts = {}
            if "value" in mine:
                kind = Message if face == "ga" else BetaMessage
                message = construct_type(type_=kind, value=mine["value"])
                verdicts = modules[face].judge(path.name, events, message)
            results.append({"recording": path.name, "face": face, "theirs": theirs, "verdicts": verdicts})
    json.dump(results, sys.stdout)


if __name__ == "__main__":
    if sys.argv[1] == "list":
        json.dump([str(path) for path in recordings(sys.argv[2])], sys.stdout)
    else:
        judge(*sys.argv[2:])
