#!/usr/bin/env bash
# Does build.sh find its way on machines that are not this one? Each case is a PATH of its own, in which the system's
# programs are stand-ins that write down how they were called. It installs nothing, and takes seconds.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
bash=$(command -v bash)

# machine NAME: a PATH with the common tools and nothing else; $log is what the stand-ins write.
machine() {
  name=$1 bin="$work/$1/bin" log="$work/$1/log"
  mkdir -p "$bin"
  : >"$log"
  local tool
  for tool in bash sh env sed awk tr cat dirname grep mkdir cp rm touch chmod wc; do
    ln -s "$(command -v $tool)" "$bin/$tool"
  done
  stand_in id "echo 0"
  stand_in uname "echo Linux"
  stand_in node 'case $1 in --version) echo v22.1.0 ;; esac'
  stand_in npm ":"
}

# stand_in NAME BODY: a program that notes its arguments and does BODY.
stand_in() {
  rm -f "$bin/$1"
  printf '#!%s\necho "%s $*" >>"%s"\n%s\n' "$bash" "$1" "$log" "$2" >"$bin/$1"
  chmod +x "$bin/$1"
}

# brings: the body of an installer which leaves a Chromium behind where it is asked for one.
brings() {
  printf 'case " $* " in *" chromium "*) printf "#!%s\\necho Chromium 1\\n" >"%s/chromium"; chmod +x "%s/chromium" ;; esac' "$bash" "$bin" "$bin"
}

# run COMMAND: with the functions of build.sh, in the machine; $said is what it says, $status how it ends.
run() {
  said=$(cd / && env -i PATH="$bin" HOME="$work" ${more-} "$bash" -c '. "$0"; '"$1" "$root/build.sh" 2>&1)
  status=$?
}

fail() {
  failed=1
  printf 'FAIL %s: %s\n  it said: %s\n  it called:\n' "$name" "$1" "$said"
  sed 's/^/    /' "$log"
}

called() { grep -Fqx -- "$1" "$log" || fail "it did not call: $1"; }
not_called() { ! grep -q -- "$1" "$log" || fail "it called: $1"; }
says() { case $said in *"$1"*) ;; *) fail "it does not say: $1" ;; esac; }
ends() { [ "$status" = "$1" ] || fail "it ended with $status, not with $1"; }

# --- Chromium and a Korean font, by every package manager --------------------------------------------------------------

# family NAME COMMAND CHROMIUM FONT: the calls that install each.
family() {
  machine "$1"
  stand_in "$2" "$(brings)"
  stand_in fc-list ":"
  run need_chromium
  ends 0
  says "Chromium: $bin/chromium"
  called "$3"
  called "$4"
  not_called '^npx'
}

family Debian apt-get "apt-get -q -y install --no-install-recommends chromium" "apt-get -q -y install --no-install-recommends fonts-noto-cjk"
family Fedora dnf "dnf -q -y install chromium" "dnf -q -y install google-noto-sans-cjk-fonts"
family Arch pacman "pacman -Sy --noconfirm --needed chromium" "pacman -Sy --noconfirm --needed noto-fonts-cjk"
family SUSE zypper "zypper --non-interactive --quiet install --no-recommends chromium" "zypper --non-interactive --quiet install --no-recommends google-noto-sans-cjk-fonts"
family Alpine apk "apk add --quiet chromium" "apk add --quiet font-noto-cjk"

machine macOS
stand_in uname "echo Darwin"
stand_in brew "$(brings)"
run need_chromium
ends 0
called "brew install --cask chromium"

machine "Linux with Homebrew"
stand_in brew "exit 1"
stand_in dnf "$(brings)"
run need_chromium
ends 0
called "dnf -q -y install chromium"
not_called '^brew'

machine "a half-installed apt"
stand_in apt-get "case \"\$*\" in *-f*) touch '$work/mended' ;; *install*) [ -e '$work/mended' ] || exit 1; $(brings) ;; esac"
run need_chromium
ends 0
called "apt-get -q -y -f install"

machine "a user with sudo"
stand_in id "echo 1000"
stand_in sudo '[ "$1" = -n ] || exec "$@"'
stand_in dnf "$(brings)"
run need_chromium
ends 0
called "sudo dnf -q -y install chromium"

machine "a user without sudo"
stand_in id "echo 1000"
stand_in dnf "$(brings)"
stand_in node "case \$1 in --version) echo v22.1.0 ;; -p) echo '$work/playwrights-own' ;; esac"
stand_in npx "case \"\$*\" in *with-deps*) exit 1 ;; esac; printf '#!$bash\necho Chromium 1\n' >'$work/playwrights-own'; chmod +x '$work/playwrights-own'"
run need_chromium
ends 0
not_called '^dnf'
called "npx playwright install --with-deps chromium"
called "npx playwright install chromium"
says "Chromium: $work/playwrights-own"

machine "a chromium-browser that only says where the real one is"
stand_in chromium-browser "exit 1"
stand_in apt-get "$(brings)"
run need_chromium
ends 0
says "Chromium: $bin/chromium"

machine "nothing helps"
stand_in npx "exit 1"
run need_chromium
ends 1
says "set QKV_CHROMIUM"

machine "a wrong QKV_CHROMIUM"
more="QKV_CHROMIUM=/nowhere" run need_chromium
ends 1
says "there is no /nowhere"

machine "Python without torch, and nowhere to get it from"
stand_in python3 "exit 1"
[ -x /usr/bin/python3 ] && /usr/bin/python3 -c 'import torch, numpy, regex' 2>/dev/null || {
  run golden
  ends 1
  says "pip install torch"
}

# --- Go and Node -------------------------------------------------------------------------------------------------------

# go_of VERSION: as `go version` tells it.
go_of() { stand_in go "case \$1 in version) echo 'go version $1 linux/amd64' ;; env) echo \"root with \${GOTOOLCHAIN-nothing}\" ;; esac"; }

machine "no Go"
run need_go
ends 1
says "install it (https://go.dev/dl)"

machine "a Go that fetches nothing"
go_of go1.20.14
run need_go
ends 1
says "Go 1.20.14 cannot fetch newer toolchains"

for case in "go1.21.0 local auto" "go1.26.8 local auto" "go1.26.8 go1.26.8 auto" "go1.99.1 local local" "go1.99.1 go1.22.0 auto" "go1.21rc2 local auto"; do
  set -- $case
  machine "Go $1 with GOTOOLCHAIN=$2"
  go_of "$1"
  more="GOTOOLCHAIN=$2" run 'need_go; echo "$goroot"'
  ends 0
  says "root with $3"
done

machine "a Go from source"
go_of "devel go1.99-abcdef Tue"
run need_go
ends 0

machine "flags of the person's"
go_of go1.99.1
more="GOFLAGS=-mod=mod GOWORK=/elsewhere/go.work GOOS=plan9" run 'need_go; echo "[$GOFLAGS] [$GOWORK] [${GOOS-none}]"'
says "[-mod=mod -mod=readonly -buildvcs=false] [off] [none]"

machine "no Node"
rm "$bin/node"
run need_node
ends 1
says "install Node 20 or newer"

machine "Node without npm"
rm "$bin/npm"
run need_node
ends 1
says "its npm was not found"

machine "an old Node"
stand_in node "echo v18.20.4"
run need_node
ends 1
says "Node v18.20.4 is too old"

# --- The script itself -------------------------------------------------------------------------------------------------

machine "a folder whose name has spaces, from another folder, without git"
home="$work/어텐션 실험 (1)"
mkdir -p "$home"
cp "$root/build.sh" "$root/go.mod" "$home/"
said=$(cd / && env -i PATH="$bin" CDPATH=/:/tmp "$home/build.sh" 2>&1)
status=$?
ends 0
says "./build.sh VERB"
said=$(cd / && env -i PATH="$bin" "$home/build.sh" nonsense 2>&1)
status=$?
ends 1
says "there is no verb nonsense"
go_of go1.20.1
said=$(cd / && env -i PATH="$bin" "$home/build.sh" serve 2>&1)
status=$?
ends 1
says "install Go 1.27"

# macOS has Bash 3.2 for ever.
name="Bash 3.2"
for newer in 'declare -[Agn]' 'local -[Agn]' mapfile readarray 'wait -n' coproc '&>>' '[|]&' ';;&' ';&' '\$\{[A-Za-z_]+(,,|\^\^|@)' 'printf .%\(' '\[\[ -v' 'EPOCHSECONDS'; do
  if grep -nE -- "$newer" "$root/build.sh"; then
    failed=1
    printf 'FAIL %s: it has no %s\n' "$name" "$newer"
  fi
done

[ $failed = 0 ] && echo "build.sh finds its way on every machine that was tried"
exit $failed
