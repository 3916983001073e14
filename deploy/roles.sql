-- For a database administrator: makes Kith's database and roles by hand. Run with psql as an administrator, once:
--   psql -v owner=... -v loader=... -v web=... -v portal=... -v public=... -v audit=... -f roles.sql
-- where each value is that role's new password. No role is a superuser or passes row-level security.
create role kith_owner login nosuperuser nocreatedb nocreaterole nobypassrls password :'owner';
create role kith_loader login nosuperuser nocreatedb nocreaterole nobypassrls password :'loader';
create role kith_web login nosuperuser nocreatedb nocreaterole nobypassrls password :'web';
create role kith_portal login nosuperuser nocreatedb nocreaterole nobypassrls password :'portal';
create role kith_public login nosuperuser nocreatedb nocreaterole nobypassrls password :'public';
create role kith_audit login nosuperuser nocreatedb nocreaterole nobypassrls password :'audit';

grant kith_owner to current_user;
create database kith owner kith_owner;
\connect kith
create extension if not exists btree_gist;
create extension if not exists pg_trgm;
create extension if not exists fuzzystrmatch;
create extension if not exists unaccent;

revoke all on database kith from public;
grant connect on database kith to kith_owner, kith_loader, kith_web, kith_portal, kith_public, kith_audit;
grant temporary on database kith to kith_owner, kith_loader;
revoke all on schema public from public;
grant all on schema public to kith_owner;
grant usage on schema public to kith_loader, kith_web, kith_portal, kith_public, kith_audit;
