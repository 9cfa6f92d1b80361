-- Run by sqlcmd as an administrator, as often as you like. $(…) are environment variables, and their passwords hold no quotation mark.
-- Each service has a schema of its own and reaches no other: the owner's login migrates it, the service's reads and writes its rows.
-- The audit alone it cannot change: a migration denies that to everyone but the owner.
:on error exit
IF DB_ID(N'platform') IS NULL CREATE DATABASE platform;
GO
-- Whoever reads waits for no writer.
IF EXISTS (SELECT 1 FROM sys.databases WHERE name = N'platform' AND is_read_committed_snapshot_on = 0)
    ALTER DATABASE platform SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;
GO
USE platform;
GO

IF SUSER_ID(N'enrollment_owner') IS NULL CREATE LOGIN enrollment_owner WITH PASSWORD = N'$(ENROLLMENT_OWNER_PASSWORD)';
IF SUSER_ID(N'enrollment') IS NULL CREATE LOGIN enrollment WITH PASSWORD = N'$(ENROLLMENT_PASSWORD)';
IF USER_ID(N'enrollment_owner') IS NULL CREATE USER enrollment_owner FOR LOGIN enrollment_owner;
IF USER_ID(N'enrollment') IS NULL CREATE USER enrollment FOR LOGIN enrollment;
GO
IF SCHEMA_ID(N'enrollment') IS NULL EXECUTE (N'CREATE SCHEMA enrollment AUTHORIZATION enrollment_owner');
GO
GRANT CREATE TABLE TO enrollment_owner;
GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA::enrollment TO enrollment;
GO

IF SUSER_ID(N'faculty_owner') IS NULL CREATE LOGIN faculty_owner WITH PASSWORD = N'$(FACULTY_OWNER_PASSWORD)';
IF SUSER_ID(N'faculty') IS NULL CREATE LOGIN faculty WITH PASSWORD = N'$(FACULTY_PASSWORD)';
IF USER_ID(N'faculty_owner') IS NULL CREATE USER faculty_owner FOR LOGIN faculty_owner;
IF USER_ID(N'faculty') IS NULL CREATE USER faculty FOR LOGIN faculty;
GO
IF SCHEMA_ID(N'faculty') IS NULL EXECUTE (N'CREATE SCHEMA faculty AUTHORIZATION faculty_owner');
GO
GRANT CREATE TABLE TO faculty_owner;
GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA::faculty TO faculty;
GO

IF SUSER_ID(N'partnership_owner') IS NULL CREATE LOGIN partnership_owner WITH PASSWORD = N'$(PARTNERSHIP_OWNER_PASSWORD)';
IF SUSER_ID(N'partnership') IS NULL CREATE LOGIN partnership WITH PASSWORD = N'$(PARTNERSHIP_PASSWORD)';
IF USER_ID(N'partnership_owner') IS NULL CREATE USER partnership_owner FOR LOGIN partnership_owner;
IF USER_ID(N'partnership') IS NULL CREATE USER partnership FOR LOGIN partnership;
GO
IF SCHEMA_ID(N'partnership') IS NULL EXECUTE (N'CREATE SCHEMA partnership AUTHORIZATION partnership_owner');
GO
GRANT CREATE TABLE TO partnership_owner;
GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA::partnership TO partnership;
GO
