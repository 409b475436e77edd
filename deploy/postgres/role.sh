#!/bin/sh
# Runs once, when the database is made: the app gets a role that owns its database and nothing more, and the superuser keeps
# no password, so that it is reached from inside the container alone.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$POSTGRES_PASSWORD" --username postgres --dbname postgres <<'SQL'
create role forthright login nosuperuser nocreatedb nocreaterole noreplication password :'password';
create database forthright owner forthright;
alter role postgres password null;
SQL
