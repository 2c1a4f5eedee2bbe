# What deploy/start and tests/run share: short progress lines, Debian packages that are missing, and one build.

say() { printf '%s\n' "$*"; }
fail() { printf '\n%s: %s\n' "$program" "$1" >&2; shift; [ $# -eq 0 ] || printf '  %s\n' "$@" >&2; exit 1; }

# step "What happens" LOG ADVICE COMMAND...: one line while it works, the end of its log and what to do when it fails.
step() {
  local title=$1 log=$2 advice=$3 began=$SECONDS; shift 3
  mkdir -p "$(dirname "$log")"
  printf '%s ... ' "$title"
  if "$@" >"$log" 2>&1 </dev/null; then
    printf 'done (%d s)\n' $((SECONDS - began))
  else
    printf 'failed\n'
    tail -n 25 "$log" | sed 's/^/  | /' >&2
    fail "$title failed." "$advice" "The whole log is in $log."
  fi
}

# Names the packages of the given lists that are neither installed nor replaced by a command of the machine's own.
missing_packages() {
  local package command installed
  installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' 2>/dev/null | sed -n 's/^installed //p')
  while read -r package command; do
    case "$package" in ''|'#'*) continue ;; esac
    [ -n "$command" ] && command -v "$command" >/dev/null 2>&1 && continue
    grep -qxF "$package" <<<"$installed" || printf '%s\n' "$package"
  done < <(cat "$@")
}

apt() { DEBIAN_FRONTEND=noninteractive apt-get -o Dpkg::Use-Pty=0 -o Acquire::Retries=3 -o Dpkg::Options::=--force-unsafe-io -q -y "$@"; }

install_packages() {
  local missing
  command -v dpkg-query >/dev/null || fail "this is not Debian." "Casework is built and tested on Debian 12."
  mapfile -t missing < <(missing_packages "$@")
  [ ${#missing[@]} -gt 0 ] || return 0
  [ "$(id -u)" = 0 ] || fail "Debian packages are missing." "Run this once as root, or: apt-get install ${missing[*]}"
  step "Reading Debian's package lists" build/logs/apt-update.log "Check the network and /etc/apt/sources.list." apt update
  step "Installing ${#missing[@]} Debian packages" build/logs/apt-install.log "Read the reason above; free space on / or mend apt, then start again." \
    apt install --no-install-recommends "${missing[@]}"
}

# build PRESET TARGET...: configures when needed, then lets ninja find out what changed.
build() {
  local preset=$1; shift
  export CCACHE_BASEDIR=${CCACHE_BASEDIR:-$PWD} CCACHE_NOHASHDIR=1
  [ -f "build/$preset/build.ninja" ] ||
    step "Preparing the $preset build" "build/logs/configure-$preset.log" "Read the reason above; a package may be missing or broken." cmake --preset "$preset"
  step "Building ($preset)" "build/logs/build-$preset.log" "Read the first error above; npm and the compiler need network and about 3 GB of free memory." \
    cmake --build "build/$preset" --target "$@"
}
