#!/usr/bin/env bash
# The program between the jobs of a workflow: whoever may write checks runs only what a job without that right built, and
# only after its SHA-256 was found to be the one that GitHub recorded. A cache is a place to keep it, and nothing to believe.
set -euo pipefail
program=target/release/mulu

sum() { sha256sum "$program" | cut -d ' ' -f 1; }
say() { echo "$1=$2" >> "$GITHUB_OUTPUT"; }
api() { # PATH: what GitHub says of this repository
  curl --fail --silent --show-error --max-time 30 --header "Authorization: Bearer $GITHUB_TOKEN" \
    "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/$1"
}

case "$1" in
  # The digest of what the default branch's sources make: from the name of a job of `program.yml` there. GitHub keeps it, and
  # nobody writes it but by pushing to the default branch.
  recorded) # KEY BRANCH
    found=""
    runs="$(api "actions/workflows/program.yml/runs?branch=$3&event=push&status=success&per_page=20" || true)"
    for run in $(grep -oE '"jobs_url": ?"[^"]+/actions/runs/[0-9]+/jobs"' <<< "$runs" | grep -oE '[0-9]+/jobs' || true); do
      jobs="$(api "actions/runs/$run" || true)"
      found="$(grep -oE "\"name\": ?\"program $2 [0-9a-f]{64}\"" <<< "$jobs" | grep -oE '[0-9a-f]{64}"$' | tr -d '"' | head -n 1 || true)"
      [ -z "$found" ] || break
    done
    say sha256 "$found"
    ;;
  # The program as it was recorded, else a new one from its sources.
  ready) # SHA256, perhaps empty
    fresh=false
    if [ -z "$2" ] || [ ! -f "$program" ] || [ "$(sum)" != "$2" ]; then
      [ ! -f "$program" ] || echo "::warning::the program in the cache is not the one that was recorded; it is built anew"
      rm -f "$program"
      cargo build --release --locked
      fresh=true
    fi
    say sha256 "$(sum)"
    say fresh "$fresh"
    ;;
  # Nothing else runs in a job that may write.
  verify) # SHA256
    if [ ! -f "$program" ] || [ "$(sum)" != "$2" ]; then
      rm -f "$program"
      echo "::error::the program is not the one that was built: it is not run"
      exit 1
    fi
    ;;
  *) echo "recorded KEY BRANCH | ready SHA256 | verify SHA256" >&2; exit 2 ;;
esac
