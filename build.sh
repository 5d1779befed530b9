#!/usr/bin/env bash
# One script for everything that is done to this tree; ./build.sh alone explains its verbs. It needs Go and Node, fetches
# the rest, and keeps what it makes in .build/, web/dist/ and serve/dist/site/. Bash 3.2 will do.
set -euo pipefail
unset CDPATH GOOS GOARCH GO111MODULE
cd "$(dirname "${BASH_SOURCE[0]}")"

# go.mod alone says what is built: no workspace of a folder above, no mode of the person's; and where git does not trust the
# owner of this folder, as in a container, the build goes on.
export GOWORK=off GOFLAGS="${GOFLAGS-} -mod=readonly -buildvcs=false"

usage() {
  cat <<'TEXT'
./build.sh VERB

  serve [FLAGS]   build, then serve the page on http://127.0.0.1:8080/, or the next free port (-addr HOST:PORT, -open)
  test            everything: formatting, vet, Go tests natively and as WebAssembly, types, unit tests, build, size
                  budgets, tests in a real browser (Chromium is installed if none is found)
  build           the engine, the page, and both packed into one server binary, .build/qkvlab (-check: fail where a size
                  is over its budget)
  offline         build, then the whole of it as one HTML file, .build/qkvlab.html, which opens from a disk or a mail, and the site as
                  .build/qkvlab.zip for any host of files
  package         the elements as an npm package, .build/npm and .build/qkvlab-VERSION.tgz
  package-test    install it in other people's builds and renderers (Vite, VitePress, reveal.js, Jupyter), and look at what comes of it
  dev [FLAGS]     serve web/dist and rebuild it whenever a source changes; reload the page to see it
  bench           speed of the kernels in the browser, beside onnxruntime-web and tfjs; then of the page, and sizes
  load            64 connections for 30 s: pages, files, numbers, pictures; and beside nginx, where it is installed
  lighthouse      what Lighthouse says of the page, on a phone and on a desktop
  shots           pictures of the page at four widths, light and dark, in both languages
  worker          the same site for Cloudflare Workers, in .build/worker (-check: fail where it is over its budget)
  worker-dev      run it on this machine, in the platform's own runtime (wrangler is installed into .build/worker-tools)
  worker-test     does it answer as the server does, and survive?
  gen             write the generated code again (after a change in core/wire/types.go or core/mat/internal/gen)
  golden          ask PyTorch for the golden traces again
  clean           remove what was built

QKV_CHROMIUM=PATH and QKV_FIREFOX=PATH name the browsers to test with. Without a Firefox, its tests are skipped.
TEXT
}

say() { printf '\n== %s\n' "$*"; }
die() { printf 'build.sh: %s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

# --- tools -----------------------------------------------------------------------------------------------------------

# older A B: version A comes before version B. Pre-releases count as the release.
older() {
  awk -v a="$1" -v b="$2" 'BEGIN {
    split(a, x, /[^0-9]+/); split(b, y, /[^0-9]+/)
    for (i = 1; i <= 3; i++) if (x[i] + 0 != y[i] + 0) exit !(x[i] + 0 < y[i] + 0)
    exit 1
  }'
}

# Go fetches the toolchain that go.mod asks for, unless it is told to stay local, or with another one.
need_go() {
  has go || die "Go was not found: install it (https://go.dev/dl), then run ./build.sh again"
  local installed wanted
  installed=$(GOTOOLCHAIN=local go version | sed 's/.*go\([0-9][^ ]*\).*/\1/')
  wanted=$(sed -n 's/^go //p' go.mod)
  if older "$installed" 1.21; then
    die "Go $installed cannot fetch newer toolchains: install Go $wanted (https://go.dev/dl), then run ./build.sh again"
  fi
  if [ "${GOTOOLCHAIN-}" != local ] || older "$installed" "$wanted"; then
    export GOTOOLCHAIN=auto
  fi
  goroot=$(go env GOROOT) || die "the Go toolchain of go.mod could not be fetched: install Go $wanted (https://go.dev/dl), then run ./build.sh again"
}

need_node() {
  if ! has node || ! has npm; then
    die "Node or its npm was not found: install Node 20 or newer with npm (https://nodejs.org), then run ./build.sh again"
  fi
  if older "$(node --version | tr -d v)" 20; then
    die "Node $(node --version) is too old: install Node 20 or newer (https://nodejs.org), then run ./build.sh again"
  fi
}

# npm writes node_modules/.package-lock.json last, so it is newer than the lock file that it was made from. A linked
# node_modules belongs to another checkout: npm ci would empty it there.
need_packages() {
  need_node
  [ ! -L web/node_modules ] || return 0
  local done=web/node_modules/.package-lock.json
  if [ ! -e "$done" ] || [ web/package-lock.json -nt "$done" ]; then
    say "npm packages"
    (cd web && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --include=dev --no-audit --no-fund) ||
      die "npm packages could not be installed: see above, then (cd web && npm ci)"
  fi
}

# What our kernels are compared with is large, and only the benchmark wants it.
need_peers() {
  local done=web/bench/node_modules/.package-lock.json
  if [ ! -e "$done" ] || [ web/bench/package-lock.json -nt "$done" ]; then
    say "onnxruntime-web and tfjs, to compare with"
    (cd web/bench && npm ci --no-audit --no-fund) || die "they could not be installed: see above, then (cd web/bench && npm ci)"
  fi
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif has sudo && sudo -n true 2>/dev/null; then
    sudo "$@"
  else
    return 1
  fi
}

# install_system DEBIAN FEDORA ARCH SUSE ALPINE: packages, by the names that each family gives them; none where it has
# none. Fails where it may not, or does not know the system.
install_system() {
  if has apt-get; then
    local get="as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y"
    # shellcheck disable=SC2086 # the names are words
    $get update && { $get install --no-install-recommends $1 || { $get -f install && $get install --no-install-recommends $1; }; }
  elif has dnf; then
    install_with "$2" dnf -q -y install
  elif has pacman; then
    install_with "$3" pacman -Sy --noconfirm --needed
  elif has zypper; then
    install_with "$4" zypper --non-interactive --quiet install --no-recommends
  elif has apk; then
    install_with "$5" apk add --quiet
  else
    return 1
  fi
}

# install_with NAMES COMMAND…
install_with() {
  local names=$1
  shift
  [ -n "$names" ] || return 1
  # shellcheck disable=SC2086 # the names are words
  as_root "$@" $names
}

# Ubuntu has a chromium-browser that only says where the real one is: one that cannot tell its version does not count.
find_chromium() {
  local name
  for name in "${QKV_CHROMIUM-}" chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Chromium.app/Contents/MacOS/Chromium" "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
    "$(cd web && node -p 'require("playwright-core").chromium.executablePath()' 2>/dev/null)"; do
    if [ -n "$name" ] && has "$name" && "$name" --version >/dev/null 2>&1; then
      QKV_CHROMIUM=$(command -v "$name")
      export QKV_CHROMIUM
      return 0
    fi
  done
  return 1
}

need_chromium() {
  if [ -n "${QKV_CHROMIUM-}" ] && ! has "$QKV_CHROMIUM"; then
    die "there is no $QKV_CHROMIUM: unset QKV_CHROMIUM, or point it at a Chromium"
  fi
  if ! find_chromium; then
    say "Chromium"
    if [ "$(uname)" = Darwin ] && has brew; then
      brew install --cask chromium || true
    else
      install_system chromium chromium chromium chromium chromium || true
    fi
    find_chromium || (cd web && npx playwright install --with-deps chromium) || (cd web && npx playwright install chromium) || true
    find_chromium || die "Chromium could not be installed: install it yourself, and set QKV_CHROMIUM=/path/to/it if it is not found"
  fi
  if has fc-list && ! fc-list :lang=ko | grep -q .; then
    say "a Korean font"
    install_system fonts-noto-cjk google-noto-sans-cjk-fonts noto-fonts-cjk google-noto-sans-cjk-fonts font-noto-cjk ||
      printf 'build.sh: no Korean font could be installed; pictures will show boxes\n' >&2
  fi
  printf 'Chromium: %s\n' "$QKV_CHROMIUM"
}

# --- building --------------------------------------------------------------------------------------------------------

build_engine() {
  mkdir -p .build
  # Inlining pays in the arithmetic and the runtime; in the code that reads and writes text it only costs download.
  GOOS=js GOARCH=wasm go build -trimpath -ldflags="-s -w" \
    -gcflags=qkvlab/core/play=-l -gcflags=qkvlab/core/wire=-l -gcflags=strings=-l \
    -gcflags=qkvlab/core/experiment=-l -gcflags=qkvlab/core/exercise=-l -gcflags=qkvlab/core/text=-l -o .build/qkvlab.wasm ./wasm
}

build_page() {
  go run ./core/exercise/internal/book >.build/exercises.json || return
  (cd web && npm run --silent build) && cp .build/qkvlab.wasm web/dist/
}

build_server() { go build -trimpath -o .build/qkvlab ./serve; }

# build [-check]: with it, a size over its budget is a failure.
build() {
  need_go
  need_packages
  rm -rf web/dist
  build_engine || die "the engine does not build: see above, then GOOS=js GOARCH=wasm go vet ./wasm"
  # ./build.sh dev leaves this out: there, a panic is to name its lines
  go run ./wasm/strip .build/qkvlab.wasm || die "stripping failed: see above, then go test ./wasm/strip"
  build_page || die "the page does not build: see above, then ./build.sh build"
  go run ./serve/pack "$@" || die "packing failed: see above, then ./build.sh build"
  build_server || die "the server does not build: see above, then go vet ./serve"
}

worker_limit=3000000

# build_worker [TAGS]: the edge worker, from the packed site.
build_worker() {
  local out=.build/worker program=.build/worker/program size
  mkdir -p $program
  go run ./serve/worker/layout || die "the worker's files could not be laid out: see above, then ./build.sh worker"
  # Inlining costs 150 kB of gzip: it stays where the arithmetic and the painting are.
  GOOS=js GOARCH=wasm go build -trimpath -ldflags="-s -w" -gcflags=all=-l -gcflags=qkvlab/core/mat= \
    -gcflags=golang.org/x/image/vector= -tags "${1-}" -o $program/app.wasm ./serve/worker ||
    die "the worker does not build: see above, then GOOS=js GOARCH=wasm go vet ./serve/worker"
  cp serve/worker/wrangler.jsonc $out/
  cp serve/worker/worker.mjs $program/
  install -m 644 "$(go list -m -f '{{.Dir}}' github.com/syumai/workers)/cmd/workers-assets-gen/assets/wasm_exec_go.js" $program/wasm_exec.mjs
  size=$(cat $program/app.wasm $program/worker.mjs $program/wasm_exec.mjs | gzip -9 | wc -c | tr -d ' ')
  printf 'worker: %s bytes of gzip, within its budget of %s: ' "$size" "$worker_limit"
  if [ "$size" -le "$worker_limit" ]; then echo yes; else echo NO; return 1; fi
}

worker() {
  build "$@"
  build_worker || [ "${1-}" != -check ] || die "the worker is over its budget: look for what it has come to import"
  printf 'to put it on Cloudflare: ./build.sh worker-dev once, then (cd .build/worker && ../worker-tools/node_modules/.bin/wrangler deploy)\n'
}

need_wrangler() {
  need_node
  local tools=.build/worker-tools
  mkdir -p $tools
  if ! cmp -s serve/worker/package-lock.json $tools/package-lock.json || [ ! -e $tools/node_modules/.package-lock.json ]; then
    say "wrangler"
    cp serve/worker/package.json serve/worker/package-lock.json $tools/
    (cd $tools && npm ci --no-audit --no-fund) || die "wrangler could not be installed: see above, then (cd $tools && npm ci)"
  fi
  wrangler=$PWD/$tools/node_modules/.bin/wrangler
  export WRANGLER_SEND_METRICS=false
}

worker_dev() {
  worker
  need_wrangler
  (cd .build/worker && exec "$wrangler" dev --show-interactive-dev-session=false "$@")
}

worker_test() {
  build
  build_worker fault || true
  need_wrangler
  go test -count 1 -timeout 10m ./serve/worker/edgetest -args -wrangler "$wrangler" -worker "$PWD/.build/worker"
}

offline() {
  build
  go run ./serve/pack -single .build/qkvlab.html -zip .build/qkvlab.zip || die "the single file or the archive could not be made: see above, then ./build.sh offline"
}

package() {
  build
  in_web node package/build.mjs || die "the package does not build: see above, then (cd web && node package/build.mjs)"
  (cd .build && npm pack --silent --pack-destination . ./npm)
}

package_test() {
  build
  need_chromium
  in_web npm run --silent package-test
}

dev() {
  need_go
  need_packages
  mkdir -p .build
  touch .build/seen-go .build/seen-web
  build_engine && build_page && build_server || die "the first build failed: see above, then ./build.sh dev"
  local server=""
  trap 'kill $server 2>/dev/null || true' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  .build/qkvlab -dir web/dist "$@" & server=$!
  while sleep 0.5; do
    kill -0 "$server" 2>/dev/null || die "the server has ended: see above, then ./build.sh dev"
    if [ -n "$(find core wasm serve -name '*.go' -newer .build/seen-go -print -quit)" ]; then
      touch .build/seen-go
      if build_engine && cp .build/qkvlab.wasm web/dist/ && build_server; then
        kill "$server" && wait "$server" || true
        .build/qkvlab -dir web/dist "$@" & server=$!
      fi
    fi
    if [ -n "$(find web/src web/pages web/first web/learn web/lessons web/offline web/build.mjs -type f -newer .build/seen-web -print -quit)" ]; then
      touch .build/seen-web
      build_page && printf 'built %s\n' "$(date +%T)" || true
    fi
  done
}

# answers URL: waits until a server answers there.
answers() {
  local left=20
  while ! .build/load -url "$1" -look; do
    left=$((left - 1))
    [ $left -gt 0 ] || return 1
    sleep 0.25
  done
}

# load: our server under load, then beside nginx on the same files and the same machine.
load() {
  build
  go build -o .build/load ./serve/load
  local folder=.build/nginx files=$PWD/serve/dist/site nginx="" ports ours theirs
  pids="" # not local: the trap comes after
  ports=$(.build/load -free 2)
  ours=http://127.0.0.1:${ports% *} theirs=http://127.0.0.1:${ports#* }
  trap 'kill $pids 2>/dev/null || true' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  .build/qkvlab -addr "127.0.0.1:${ports% *}" >/dev/null & pids=$!
  answers "$ours" || die "our server does not answer: see above, then .build/qkvlab"
  say "everything"
  .build/load -url "$ours" "$@"
  nginx=$(PATH=$PATH:/usr/sbin:/usr/local/sbin:/opt/homebrew/bin command -v nginx) || {
    printf '\nnginx, to compare with, is not installed\n'
    return
  }
  mkdir -p $folder
  local user=""
  [ "$(id -u)" != 0 ] || user="user root;" # else its workers may not be able to read the files
  cat >$folder/nginx.conf <<CONF
$user worker_processes auto; daemon off; pid "$PWD/$folder/pid"; error_log "$PWD/$folder/error.log";
events { worker_connections 1024; }
http {
  types { text/html html; text/css css; text/javascript js; application/wasm wasm; application/json map; image/svg+xml svg; }
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; gzip_static on; open_file_cache max=1000;
  client_body_temp_path "$PWD/$folder"; proxy_temp_path "$PWD/$folder"; fastcgi_temp_path "$PWD/$folder"; uwsgi_temp_path "$PWD/$folder"; scgi_temp_path "$PWD/$folder";
  server { listen 127.0.0.1:${ports#* }; root "$files"; add_header Cache-Control no-cache; }
}
CONF
  "$nginx" -e "$PWD/$folder/error.log" -p "$PWD/$folder" -c "$PWD/$folder/nginx.conf" >$folder/said 2>&1 & pids="$pids $!"
  if ! answers "$theirs"; then
    printf '\nnginx does not start, so that there is nothing to compare with:\n'
    cat $folder/said $folder/error.log 2>/dev/null || true
    return
  fi
  say "files alone, beside nginx (gzip_static, open_file_cache)"
  .build/load -url "$ours" -against "$theirs" -only file "$@"
}

# --- testing ---------------------------------------------------------------------------------------------------------

# part NAME HINT COMMAND…: runs one part of the tests and keeps what it says for the closing lines.
part() {
  local name=$1 hint=$2
  shift 2
  say "$name"
  "$@" 2>&1 | tee ".build/log/$name" || die "$name failed; this part alone: $hint"
}

check_format() {
  local unformatted
  unformatted=$("$goroot/bin/gofmt" -l core serve wasm)
  [ -z "$unformatted" ] || { printf '%s\n' "$unformatted"; return 1; }
}

check_vet() { go vet ./... && GOOS=js GOARCH=wasm go vet ./core/... ./wasm/... ./serve/worker; }

# Go's wasm host refuses long environments, so the tests get a short one.
go_test_wasm() {
  local run="env -i 'PATH=$PATH' 'HOME=${HOME-/}' 'QKV_CONFORMANCE=${QKV_CONFORMANCE-}'"
  GOOS=js GOARCH=wasm go test -timeout 20m -exec "$run '$goroot/lib/wasm/go_js_wasm_exec'" ./core/...
}

in_web() { (cd web && "$@"); }

# The runners' last words, together at the end.
closing() {
  local log
  for log in .build/log/*; do
    say "${log##*/}"
    grep -E '^(ok  |FAIL|PASS)|^(#|ℹ) (tests|pass|fail|skipped)|^ +[0-9]+ (passed|failed|skipped|flaky)|budget' "$log" || printf 'ok\n'
  done
}

run_tests() {
  need_go
  rm -rf .build/log
  mkdir -p .build/log
  part "0 set-up" "./build_test.sh" ./build_test.sh
  part "1 gofmt" "gofmt -w core serve wasm" check_format
  part "2 go vet" "go vet ./..." check_vet
  part "3 go test" "go test ./..." go test ./...
  part "4 go test as wasm" "see go_test_wasm in build.sh" go_test_wasm
  need_packages
  part "5 types" "(cd web && npm run typecheck)" in_web npm run --silent typecheck
  part "6 unit tests" "(cd web && npm test)" in_web npm run --silent test
  part "7 build and sizes" "./build.sh build -check" build -check
  need_chromium
  part "8 browser tests" "(cd web && QKV_CHROMIUM=$QKV_CHROMIUM npm run e2e)" in_web npm run --silent e2e
  part "9 package in other builds" "(cd web && QKV_CHROMIUM=$QKV_CHROMIUM npm run package-test)" in_web npm run --silent package-test
  closing
}

golden() {
  local python blas
  for blas in /usr/lib/*/blas; do # an optimised one sums in another order
    if [ -d "$blas" ]; then export LD_LIBRARY_PATH="$blas:${LD_LIBRARY_PATH-}"; fi
  done
  for python in python3 /usr/bin/python3 install; do
    if [ "$python" = install ]; then
      say "PyTorch"
      install_system "python3-torch python3-numpy python3-regex" "python3-torch python3-numpy python3-regex" "python-pytorch python-numpy python-regex" "" "" || true
      python=/usr/bin/python3
    fi
    if has "$python" && "$python" -c 'import torch, numpy, regex' 2>/dev/null; then
      "$python" core/golden/gen_golden.py "$@" || exit
      "$python" core/golden/gen_sdpa.py "$@" || exit
      exec "$python" core/golden/gen_onnx.py
    fi
  done
  die "Python has no torch: python3 -m pip install torch numpy regex, or your system's packages, then ./build.sh golden"
}

# A test reads the functions alone: see build_test.sh.
[ "${BASH_SOURCE[0]}" = "$0" ] || return 0

verb=${1-}
[ $# -eq 0 ] || shift
case $verb in
  serve) build && exec .build/qkvlab "$@" ;;
  test) run_tests ;;
  build) build "$@" ;;
  offline) offline ;;
  package) package ;;
  package-test) package_test ;;
  dev) dev "$@" ;;
  bench) build && need_chromium && need_peers && in_web npm run --silent kernels && in_web npm run --silent bench -- "$@" ;;
  load) load "$@" ;;
  lighthouse) build && need_chromium && in_web npm run --silent lighthouse ;;
  shots) build && need_chromium && in_web npm run --silent shots -- "$@" ;;
  worker) worker "$@" ;;
  worker-dev) worker_dev "$@" ;;
  worker-test) worker_test ;;
  gen) need_go && go run ./core/wire/internal/gen && go run ./core/mat/internal/gen ;;
  golden) golden "$@" ;;
  clean) rm -rf .build web/dist serve/dist/site serve/worker/pages/{index.html,ko,en} ;;
  "" | help | -h | --help) usage ;;
  *) usage >&2; die "there is no verb $verb" ;;
esac
