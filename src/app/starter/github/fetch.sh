#!/usr/bin/env bash
# Puts the program into $MULU_BIN: fetched and verified, or installed from a commit of its sources. What isn't the file whose
# digest was named never becomes executable.
set -euo pipefail
mkdir -p "$MULU_BIN"

if [ -n "${MULU_URL:-}" ]; then
  if ! [[ "${MULU_SHA256:-}" =~ ^[0-9a-f]{64}$ ]]; then
    echo "::error::MULU_SHA256 must be the SHA-256 of the program at MULU_URL (64 hexadecimal digits)" >&2
    exit 1
  fi
  curl --fail --silent --show-error --location --max-time 300 --output "$MULU_BIN/mulu.part" "$MULU_URL"
  if ! echo "$MULU_SHA256  $MULU_BIN/mulu.part" | sha256sum --check --strict --status; then
    rm -f "$MULU_BIN/mulu.part"
    echo "::error::the file at MULU_URL isn't the one that MULU_SHA256 names" >&2
    exit 1
  fi
  chmod +x "$MULU_BIN/mulu.part"
  mv "$MULU_BIN/mulu.part" "$MULU_BIN/mulu"
elif [ -n "${MULU_SOURCE:-}" ]; then
  if ! [[ "${MULU_REVISION:-}" =~ ^[0-9a-f]{40}$ ]]; then
    echo "::error::MULU_REVISION must be a commit of MULU_SOURCE (40 hexadecimal digits)" >&2
    exit 1
  fi
  cargo install --git "$MULU_SOURCE" --rev "$MULU_REVISION" --locked --root "$MULU_BIN/cargo" mulu
  mv "$MULU_BIN/cargo/bin/mulu" "$MULU_BIN/mulu"
else
  echo "::error::name the program: the variables MULU_URL and MULU_SHA256, or MULU_SOURCE and MULU_REVISION (README.md)" >&2
  exit 1
fi
"$MULU_BIN/mulu" --version
