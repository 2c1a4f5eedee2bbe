# A throw-away PostgreSQL cluster on a random loopback port for one run of the tests, gone when the run ends.

postgresql_directory=

as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# start_postgresql [SETTINGS]: without settings for short tests, where nothing has to outlive the machine.
start_postgresql() {
  local bin password port log
  bin=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin | sort -V | tail -n 1)
  [ -n "$bin" ] || fail "PostgreSQL is not installed." "Run tests/run as root once."
  postgresql_directory=$(as_postgres mktemp -d "${TMPDIR:-/tmp}/casework-postgresql-XXXXXX")
  password=$(od -An -tx1 -N16 /dev/urandom | tr -d ' \n')
  log=build/logs/postgresql.log
  as_postgres sh -c 'umask 077; cat >"$0"' "$postgresql_directory/password" <<<"$password"
  cat >"build/logs/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = '$postgresql_directory'
max_connections = 200
${1:-fsync = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 4GB
shared_buffers = 64MB}
CONF
  step "Making a PostgreSQL cluster" "$log" "Read the reason above." as_postgres "$bin/initdb" -D "$postgresql_directory/data" \
    --username=postgres --pwfile="$postgresql_directory/password" --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8
  as_postgres sh -c 'cat >>"$0"' "$postgresql_directory/data/postgresql.conf" <"build/logs/postgresql.conf"
  for _ in 1 2 3 4 5; do
    port=$((20000 + RANDOM % 20000))
    is_free $port || continue
    if as_postgres "$bin/pg_ctl" -D "$postgresql_directory/data" -l "$postgresql_directory/log" -o "-p $port" -w -t 30 start >>"$log" 2>&1; then
      export CASEWORK_TEST_POSTGRESQL="postgresql://postgres:$password@127.0.0.1:$port"
      return
    fi
  done
  tail -n 10 "$postgresql_directory/log" >&2 || true
  fail "PostgreSQL did not start." "Its own words stand above."
}

stop_postgresql() {
  local pid=
  [ -n "$postgresql_directory" ] || return 0
  if [ -f "$postgresql_directory/data/postmaster.pid" ]; then
    pid=$(head -n 1 "$postgresql_directory/data/postmaster.pid")
    kill -INT "$pid" 2>/dev/null || true
    for _ in $(seq 50); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
    kill -QUIT "$pid" 2>/dev/null || true
  fi
  rm -rf -- "$postgresql_directory"
  postgresql_directory=
}
