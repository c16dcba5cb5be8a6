"""The official SDK through the scenarios of `cargo xtask client`.

    sdk.py scenarios BASE_URL SCENARIOS.json   prints what came of each, as JSON
    sdk.py burst KIND COUNT URL                the same call again and again, to see what it costs
"""

import json
import os
import sys
import threading
import time

import anthropic

KEY = "sk-ant-scenario"
# Seconds from the start of one scenario to that of the next.
APART = 0.02


def plain(value):
    return value.to_dict(mode="json") if hasattr(value, "to_dict") else value


def call(client, scenario):
    body = scenario.get("body", {})
    name = scenario["call"]
    ident = scenario.get("id")
    query = scenario.get("query", {})
    extra = {}
    headers = dict(scenario.get("headers", {}))
    if "betas" in scenario:
        headers["anthropic-beta"] = ",".join(scenario["betas"])
    if headers:
        extra["extra_headers"] = headers
    messages, batches, models, files = client.messages, client.messages.batches, client.models, client.files
    if name == "create":
        return plain(messages.create(**body, **extra))
    if name == "stream":
        with messages.stream(**body, **extra) as stream:
            return plain(stream.get_final_message())
    if name == "stream text":
        with messages.stream(**body, **extra) as stream:
            return list(stream.text_stream)
    if name == "count_tokens":
        return plain(messages.count_tokens(**body, **extra))
    if name == "batches.create":
        return plain(batches.create(**body, **extra))
    if name == "batches.retrieve":
        return plain(batches.retrieve(ident, **extra))
    if name == "batches.cancel":
        return plain(batches.cancel(ident, **extra))
    if name == "batches.delete":
        return plain(batches.delete(ident, **extra))
    if name == "batches.list":
        return [plain(item) for item in batches.list(**query, **extra)]
    if name == "models.get":
        return plain(models.retrieve(ident, **extra))
    if name == "models.list":
        return [plain(item) for item in models.list(**query, **extra)]
    if name == "files.upload":
        return plain(files.upload(file=(scenario["name"], scenario["content"].encode(), scenario["type"]), **extra))
    if name == "files.metadata":
        return plain(files.retrieve_metadata(ident, **extra))
    if name == "files.download":
        return files.download(ident, **extra).read().decode()
    if name == "files.delete":
        return plain(files.delete(ident, **extra))
    if name == "files.list":
        return [plain(item) for item in files.list(**query, **extra)]
    raise SystemExit(f"no such call: {name}")


def is_transport(error):
    """Errors of the HTTP library reach the caller as they are where the body of a stream breaks."""
    return type(error).__module__.split(".")[0] in ("httpx", "httpx2", "httpcore", "httpcore2")


def outcome(client, scenario):
    try:
        return {"value": call(client, scenario)}
    except anthropic.APIStatusError as error:
        body = error.body if isinstance(error.body, dict) else {}
        details = body.get("error") if isinstance(body.get("error"), dict) else {}
        return {
            "error": "api",
            "status": error.status_code,
            "type": details.get("type"),
            "request_id": error.request_id,
        }
    except anthropic.APITimeoutError:
        return {"error": "timeout"}
    except anthropic.APIConnectionError:
        return {"error": "connection"}
    except Exception as error:  # noqa: BLE001, whatever it is, it is what a user gets
        return {"error": "connection" if is_transport(error) else "other", "text_of_error": repr(error)[:300]}


def scenarios(base_url, path):
    with open(path, encoding="utf-8") as file:
        todo = json.load(file)
    shared = anthropic.Anthropic(api_key=KEY, base_url=base_url)
    results = {}

    def run(scenario, delay):
        time.sleep(delay)
        options = {"base_url": f"{base_url}/{scenario['scenario']}"}
        if "retries" in scenario:
            options["max_retries"] = scenario["retries"]
        if "timeout" in scenario:
            options["timeout"] = scenario["timeout"]
        if "token" in scenario:
            client = anthropic.Anthropic(auth_token=scenario["token"], **options)
        else:
            client = shared.with_options(**options)
        results[scenario["scenario"]] = outcome(client, scenario)

    threads = []
    for index, scenario in enumerate(todo):
        # Not all at once: they would wait for each other, and not for the server.
        delay = index * APART
        thread = threading.Thread(target=run, args=(scenario, delay), daemon=True)
        thread.start()
        threads.append((thread, scenario, time.monotonic() + delay + scenario.get("patience", 60)))
    for thread, scenario, end in threads:
        thread.join(max(0.0, end - time.monotonic()))
        results.setdefault(scenario["scenario"], {"error": "pending"})
    json.dump(results, sys.stdout)
    sys.stdout.flush()
    # Without waiting for those that are still pending.
    os._exit(0)


def burst(kind, count, url):
    client = anthropic.Anthropic(api_key=KEY, base_url=url)
    body = {"model": "claude-opus-5", "max_tokens": 1024, "messages": [{"role": "user", "content": "Hi"}]}
    for _ in range(count):
        if kind == "create":
            assert client.messages.create(**body).content[0].type == "text"
        elif kind == "stream":
            with client.messages.stream(**body) as stream:
                for _ in stream:
                    pass
        elif kind == "raw":
            for _ in client.messages.create(**body, stream=True):
                pass
        else:
            raise SystemExit(f"no such burst: {kind}")


if __name__ == "__main__":
    if sys.argv[1] == "scenarios":
        scenarios(*sys.argv[2:])
    else:
        burst(sys.argv[2], int(sys.argv[3]), sys.argv[4])
