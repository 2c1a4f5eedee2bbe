# What deploy/backup and deploy/restore share: their tools, the database they are told of, and the questions they ask it.

needs_value() { [ $# -ge 2 ] && [ -n "$2" ] || fail "$1 needs a value." "$program --help lists the options."; }
from_caller() { (cd "$caller" && realpath -m -- "$1"); }

needs_tools() {
  local tool missing=()
  for tool in "$@"; do command -v "$tool" >/dev/null || missing+=("$tool"); done
  [ ${#missing[@]} = 0 ] || fail "missing: ${missing[*]}." "As root: apt-get install age sqlite3 postgresql-client"
}

# A key that others may read keeps nothing secret.
check_key_file() {
  [ -f "$1" ] || fail "there is no key file $1." "Make one with: age-keygen -o $1 (umask 077), and keep a copy of it away from this machine."
  [ $((0$(stat -c %a -- "$1") & 077)) = 0 ] || fail "$1 is readable by others." "chmod 0400 $1"
}

# The program that knows the ledger: the one that was given, the one built here, or the installed one.
find_casework() {
  casework=${casework:-$PWD/build/release/casework}
  [ -x "$casework" ] || casework=$(command -v casework) || fail "there is no casework program." "Name it with --program, or build it: deploy/start"
}

# task "What happens" "What to do when it fails" COMMAND...; try does the same and leaves its status in $task_status. The command runs in a process
# of its own where set -e holds, which it does only while neither is called in a condition.
task_process= task_status=0
try() {
  local title=$1 began=$SECONDS; shift
  printf '%s ... ' "$title"
  "$@" >"$work/log" 2>&1 </dev/null &
  task_process=$! task_status=0
  wait $task_process || task_status=$?
  task_process=
  if [ $task_status = 0 ]; then printf 'done (%d s)\n' $((SECONDS - began)); return 0; fi
  printf 'failed\n'
  tail -n 25 "$work/log" | sed 's/^/  | /' >&2
}
task() {
  local title=$1 advice=$2; shift 2
  try "$title" "$@"
  [ $task_status = 0 ] || fail "$title failed." "$advice"
}
end_task() { [ -z "$task_process" ] || kill "$task_process" 2>/dev/null || true; }

# use_url URL: "sqlite:PATH" gives database=sqlite and database_file; a PostgreSQL URL gives database=postgresql and database_url without its
# password, which goes into a file for libpq: never into an argument or the environment.
use_url() {
  local rest authority user password=
  case "$1" in
    sqlite:*) database=sqlite database_file=${1#sqlite:}; return ;;
    postgres://*|postgresql://*) ;;
    *) fail "the database must be sqlite:PATH or postgresql://..." ;;
  esac
  database=postgresql
  rest=${1#*://} authority=${1#*://}
  authority=${authority%%[/?]*}
  rest=${rest#"$authority"}
  case "$authority" in
    *:*@*) user=${authority%@*} password=${authority%@*}; password=${password#*:} user=${user%%:*}; authority=$user@${authority##*@} ;;
  esac
  [[ $rest != *[?\&]password=* ]] || fail "the password of the database stands among the parameters of its URL." "Write it as postgresql://USER:PASSWORD@HOST/NAME"
  database_url=postgresql://$authority$rest
  password=${password//\\/\\\\}
  printf -v password '%b' "${password//%/\\x}"
  password=${password//\\/\\\\}
  printf '*:*:*:*:%s\n' "${password//:/\\:}" >"$work/pgpass"
  export PGPASSFILE=$work/pgpass PGCONNECT_TIMEOUT=15
}

# The same URL with another database's name.
url_of_database() {
  local head=${1%%://*}:// rest=${1#*://} query=
  case "$rest" in *\?*) query=?${rest#*\?} ;; esac
  rest=${rest%%\?*}
  printf '%s%s/%s%s\n' "$head" "${rest%%/*}" "$2" "$query"
}

ask_postgresql() { psql -X -q -A -t -v ON_ERROR_STOP=1 -d "$database_url" "$@"; }

# Rows of every table, and the names of the files that rows rely on; the same statements for both databases but for the list of tables.
kept_files="SELECT id FROM evidence_file WHERE wrapped_key <> '' AND state <> 'arriving' UNION SELECT id FROM document WHERE wrapped_key <> '' ORDER BY 1;"
arriving_files="SELECT id FROM evidence_file WHERE wrapped_key <> '' AND state = 'arriving' ORDER BY 1;"
stream_sizes="SELECT stream || ' ' || size FROM audit_head ORDER BY 1;"
sqlite_counts="SELECT 'SELECT ''' || name || ' '' || count(*) FROM \"' || name || '\";' FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name;"
postgresql_counts="SELECT format('SELECT %L || '' '' || count(*) FROM %I', tablename, tablename) FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename COLLATE \"C\" \\gexec"

# Statements of sqlite3 that write those answers into files of the working directory.
sqlite_answers() {
  cat <<SQL
.bail on
.timeout 20000
BEGIN;
.output count.sql
$sqlite_counts
.output counts
.read count.sql
.output kept
$kept_files
.output arriving
$arriving_files
.output streams
$stream_sizes
.output
SQL
}
postgresql_answers() {
  cat <<SQL
\\o counts
$postgresql_counts
\\o kept
$kept_files
\\o arriving
$arriving_files
\\o streams
$stream_sizes
\\o
SQL
}
