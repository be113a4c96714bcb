#!/usr/bin/env bash
# Publishing, against a real PostgreSQL: a server of our own in /tmp, started for the tests and gone after them.
set -euo pipefail
cd "$(dirname "$0")/../.."

binaries() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }
[ -n "$(binaries)" ] || .ci/need no-such-command postgresql
bin="$(binaries)"

# The server refuses to run as root.
user="$(id -un)"
if [ "$(id -u)" = 0 ]; then
  user=mulu-ci
  id "$user" >/dev/null 2>&1 || useradd --system --no-create-home --shell /bin/sh "$user"
fi
as() { if [ "$(id -u)" = 0 ]; then su "$user" -s /bin/sh -c "$1"; else sh -c "$1"; fi; }

# Outside the work tree: its folders may be closed to that user. A socket's path is short.
data="$(mktemp -d /tmp/mulu-postgres.XXXXXX)"
chown "$user" "$data"
stop() { as "'$bin/pg_ctl' -D '$data/db' -m immediate stop" >/dev/null 2>&1 || true; rm -rf "$data"; }
trap stop EXIT

port="$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
as "cd '$data' && '$bin/initdb' -D '$data/db' -A trust -U app --locale=C.UTF-8 -E UTF8 >'$data/initdb.log'"
as "cd '$data' && '$bin/pg_ctl' -D '$data/db' -w -l '$data/log' -o '-c listen_addresses=127.0.0.1 -p $port -k $data -c fsync=off' start" >/dev/null

# They must have run, not been skipped.
ran="$data/ran"
export MULU_POSTGRES="postgres://app@127.0.0.1:$port/postgres"
cargo test --locked --test suite -- query::postgres --include-ignored 2>&1 | tee "$ran"
grep -Eq "test result: ok\. [1-9][0-9]* passed" "$ran"
