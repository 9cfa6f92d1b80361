-- The units of organisations, and since when a closed one is closed (D16, D45). Units have a version of their own, so that the same state
-- told again brings them to a copy from before.
ALTER TABLE faculty.institution ADD closed_on DATE NULL;

ALTER TABLE faculty.institution ADD units_version INT NOT NULL CONSTRAINT df_institution_units_version DEFAULT 0;

CREATE TABLE faculty.institution_unit (
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    code NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    CONSTRAINT pk_institution_unit PRIMARY KEY (institution, code)
);

CREATE TABLE faculty.consortium (
    id UNIQUEIDENTIFIER NOT NULL,
    founded_on DATE NOT NULL,
    dissolved_on DATE NULL,
    version INT NOT NULL,
    CONSTRAINT pk_consortium PRIMARY KEY (id)
);

CREATE TABLE faculty.consortium_member (
    consortium_id UNIQUEIDENTIFIER NOT NULL,
    organisation NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    joined_on DATE NOT NULL,
    left_on DATE NULL,
    CONSTRAINT pk_consortium_member PRIMARY KEY (consortium_id, organisation, joined_on)
);

-- Teaching resources with all their versions (S15).
CREATE TABLE faculty.resource (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    owner NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_resource PRIMARY KEY (seq),
    CONSTRAINT uq_resource_id UNIQUE (id)
);

CREATE INDEX ix_resource_owner ON faculty.resource (owner, seq);

CREATE TABLE faculty.resource_version (
    resource_id UNIQUEIDENTIFIER NOT NULL,
    version INT NOT NULL,
    kind NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    subject NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    terms NVARCHAR(MAX) NOT NULL,
    scope NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    consortium_id UNIQUEIDENTIFIER NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    withdrawn_on DATE NULL,
    change NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    reason NVARCHAR(400) NULL,
    recorded_at DATETIME2(3) NOT NULL,
    recorded_on DATE NOT NULL,
    CONSTRAINT pk_resource_version PRIMARY KEY (resource_id, version),
    CONSTRAINT fk_resource_version_resource FOREIGN KEY (resource_id) REFERENCES faculty.resource (id)
);

CREATE TABLE faculty.resource_partner (
    resource_id UNIQUEIDENTIFIER NOT NULL,
    version INT NOT NULL,
    organisation NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    CONSTRAINT pk_resource_partner PRIMARY KEY (resource_id, version, organisation)
);

CREATE TABLE faculty.resource_module (
    resource_id UNIQUEIDENTIFIER NOT NULL,
    version INT NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    code NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    CONSTRAINT pk_resource_module PRIMARY KEY (resource_id, version, institution, code)
);

CREATE TABLE faculty.resource_measure (
    resource_id UNIQUEIDENTIFIER NOT NULL,
    version INT NOT NULL,
    measure NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    CONSTRAINT pk_resource_measure PRIMARY KEY (resource_id, version, measure)
);
