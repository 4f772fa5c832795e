#!/usr/bin/env bash
# Speed of Python peers over the same posts as `cargo bench`. Installs them into benches/target/peers.
set -euo pipefail
cd "$(dirname "$0")"
home=target/peers
if ! "$home/bin/python" -c 'import trafilatura, readability, resiliparse, selectolax, nh3' 2>/dev/null; then
  python3 -m venv "$home"
  # Older versions of pip stumble over what readability-lxml asks for.
  "$home/bin/python" -m pip install --quiet --upgrade pip
  "$home/bin/python" -m pip install --quiet trafilatura 'readability-lxml' lxml_html_clean resiliparse selectolax nh3
fi
exec "$home/bin/python" peers.py
