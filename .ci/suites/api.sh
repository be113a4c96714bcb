#!/usr/bin/env bash
# The views for programs, asked by Schemathesis: whatever fits their description is answered as it says, whatever doesn't is refused.
# A sample in CI; MULU_API_CASES=1200 asks each view so often, some 20,000 cases in all.
set -euo pipefail
cd "$(dirname "$0")/../.."
here="$PWD"

.ci/need git git

tools="$here/target/ci/api"
mkdir -p "$tools"
.ci/python "$tools/venv" schemathesis "schemathesis==4.32.5"
if [ -z "${MULU:-}" ]; then
  cargo build --locked --quiet
  MULU="$here/target/debug/mulu"
fi

work="$(mktemp -d /tmp/mulu-api.XXXXXX)"
server=""
stop() { [ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$work"; }
trap stop EXIT
mkdir "$work/registry"
cp -r registry schema "$work/registry"
git() { command git -C "$work/registry" -c user.name=ci -c user.email=ci@example.org "$@"; }
git init --quiet -b main
git add -A
GIT_COMMITTER_DATE=2026-12-01T10:00:00+08:00 GIT_AUTHOR_DATE=2026-12-01T10:00:00+08:00 git commit --quiet -m registry
git checkout --quiet -b proposal
mapfile -t requests < <(find "$work/registry/registry/requests/2027" -name '*.yaml' | sort)
request="${requests[0]}"
sed -i '0,/amount: [0-9]*/s//amount: 10000/' "$request"
git commit --quiet -am "amount"
git checkout --quiet main

"$MULU" -C "$work/registry" --lang en serve --rev main --listen 127.0.0.1:0 2>"$work/log" &
server=$!
address="$(.ci/address "$work/log")"

cases="${MULU_API_CASES:-8}"
asked=0
# Twice: with whatever is thought of, and with what the registry has, so that more than "no such thing" is answered.
for config in none known; do
  more=() phases=examples,coverage,fuzzing
  [ "$config" = none ] || { more=(--config-file "$here/.ci/suites/api/known.toml") phases=fuzzing; }
  # Without its network of links: no answer leads to another view.
  (cd "$work" && "$tools/venv/bin/schemathesis" --no-color "${more[@]}" run "$here/docs/openapi.json" --url "$address/api/v1" \
    --max-examples "$cases" --phases "$phases" --seed 1 --request-timeout 70 --continue-on-failure) | tee "$work/said"
  asked=$((asked + $(sed -n 's/^ *\([0-9]*\) generated.*/\1/p' "$work/said" | tail -n 1)))
done
echo "api: $asked cases were asked and answered as described"
