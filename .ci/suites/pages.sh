#!/usr/bin/env bash
# The pages in a real browser: no fault of accessibility, no page wider than a phone, nothing on the console, no script needed.
set -euo pipefail
cd "$(dirname "$0")/../.."

.ci/need chromium chromium
.ci/need node nodejs
.ci/need npm npm
# Chinese must have glyphs, or widths are not what readers see.
[ -n "$(fc-list :lang=zh 2>/dev/null)" ] || .ci/need no-such-command fonts-noto-cjk

work="$(mktemp -d /tmp/mulu-pages.XXXXXX)"
server=""
stop() { [ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$work"; }
trap stop EXIT

cp .ci/suites/pages/*.mjs "$work"
(cd "$work" && npm init -y >/dev/null && npm install --silent --no-audit --no-fund playwright-core@1.65 axe-core@4.14 >/dev/null)

cargo build --locked --quiet
mkdir "$work/registry"
cp -r registry schema "$work/registry"
git -C "$work/registry" init --quiet -b main
git -C "$work/registry" add -A
GIT_COMMITTER_DATE=2026-12-01T10:00:00+08:00 GIT_AUTHOR_DATE=2026-12-01T10:00:00+08:00 \
  git -C "$work/registry" -c user.name=ci -c user.email=ci@example.org commit --quiet -m registry
# A second state, and a change that is proposed.
mapfile -t requests < <(find "$work/registry/registry/requests/2027" -name '*.yaml' | sort)
request="${requests[0]}"
step() {
  sed -i "0,/amount: [0-9]*/s//amount: $2/" "$request"
  GIT_COMMITTER_DATE="$1" GIT_AUTHOR_DATE="$1" git -C "$work/registry" -c user.name=ci -c user.email=ci@example.org commit --quiet -am "amount $2"
}
step 2026-12-01T11:00:00+08:00 10000
git -C "$work/registry" checkout --quiet -b proposal
step 2026-12-01T12:00:00+08:00 20000
git -C "$work/registry" checkout --quiet main
target/debug/mulu -C "$work/registry" site "$work/site" --rev main --on 2026-12-01 >/dev/null

target/debug/mulu -C "$work/registry" --lang en serve --rev main --listen 127.0.0.1:0 2>"$work/log" &
server=$!
address="$(.ci/address "$work/log")"

(cd "$work" && node pages.mjs "$address" "$(command -v chromium)" "$work")

# The form: another server, which writes drafts; Git takes what comes of them.
kill "$server"
target/debug/mulu -C "$work/registry" --lang en serve --rev main --listen 127.0.0.1:0 --write "$work/drafts.sqlite" 2>"$work/log" &
server=$!
address="$(.ci/address "$work/log")"
(cd "$work" && node form.mjs "$address" "$(command -v chromium)" "$work")
take() { git -C "$work/registry" -c user.name=ci -c user.email=ci@example.org am --quiet "$work/$1.patch"; }
take form
target/debug/mulu -C "$work/registry" check --on 2026-12-01 --rev main
# Another system names the resource that is called otherwise now: the patch is taken, and the check says so.
take change
if target/debug/mulu -C "$work/registry" check --on 2026-12-01 --rev main; then
  echo "A resource that others name was renamed, and nothing was found." >&2
  exit 1
fi
