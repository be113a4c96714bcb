#!/usr/bin/env bash
# The bot against what GitHub publishes of itself: the description of its API, and real payloads.
set -euo pipefail
cd "$(dirname "$0")/../.."

.ci/need npm npm
published="$PWD/target/ci/github"
mkdir -p "$published"
fetch() { # PACKAGE VERSION FILE AS
  [ -s "$published/$4" ] && return
  local packed
  packed="$(cd "$published" && npm pack --silent "$1@$2")"
  tar -xOzf "$published/$packed" "package/$3" > "$published/$4.part"
  mv "$published/$4.part" "$published/$4"
  rm "$published/$packed"
}
fetch @octokit/openapi 23.0.2 generated/api.github.com.json api.github.com.json
fetch @octokit/webhooks-examples 7.6.1 api.github.com/index.json payloads.json

export MULU_GITHUB_API="$published/api.github.com.json"
export MULU_GITHUB_PAYLOADS="$published/payloads.json"
cargo test --locked --test suite github:: -- --include-ignored
