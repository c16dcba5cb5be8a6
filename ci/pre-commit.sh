#!/usr/bin/env bash
# What pre-commit runs: the linter of this clone, built on first use. Needs a Rust toolchain and nothing else.
set -euo pipefail
clone=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
tool=$clone/target/pre-commit/bin/rolecall
if [ ! -x "$tool" ]; then
    cargo install --quiet --locked --path "$clone/crates/rolecall" --root "$clone/target/pre-commit" >&2
fi
exec "$tool" "$@"
