#!/bin/sh
# Starts PostgreSQL: the primary by the image's own entry point; whoever is not PRIMARY_HOST begins
# with a copy of the primary, and streams from it.
set -eu

if [ "$SELF" != "$PRIMARY_HOST" ] && [ ! -s "$PGDATA/PG_VERSION" ]; then
    copy="$PGDATA.new"
    rm -rf "$copy"
    mkdir -p "${PGDATA%/*}"
    PGPASSWORD="$POSTGRES_PASSWORD" pg_basebackup --pgdata="$copy" --checkpoint=fast \
        --wal-method=stream --write-recovery-conf --dbname="host=$PRIMARY_HOST user=$POSTGRES_USER"
    rm -rf "$PGDATA"
    mv "$copy" "$PGDATA"
fi

# What a replica missed for a while is still there; readers on it are not cut off by cleaning up.
exec docker-entrypoint.sh postgres -c hba_file=/etc/postgresql/pg_hba.conf \
    -c wal_keep_size=1GB -c hot_standby_feedback=on
