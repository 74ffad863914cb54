#!/bin/sh
# Run once by the image of PostgreSQL, when the cluster is made: the two roles and the database.
set -eu
psql --set=ON_ERROR_STOP=1 --username postgres --dbname postgres \
    --set=proprietaire="$(cat /run/secrets/base_proprietaire)" \
    --set=application="$(cat /run/secrets/base_application)" <<'SQL'
CREATE ROLE ssam_proprietaire LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'proprietaire';
CREATE ROLE ssam_app LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'application';
-- Backups read every row, past the policies, and write none.
CREATE ROLE ssam_sauvegarde NOLOGIN BYPASSRLS;
GRANT pg_read_all_data TO ssam_sauvegarde;
CREATE DATABASE ssam OWNER ssam_proprietaire;
REVOKE CONNECT ON DATABASE ssam FROM PUBLIC;
GRANT CONNECT ON DATABASE ssam TO ssam_app, ssam_sauvegarde;
SQL
