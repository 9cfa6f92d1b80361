-- Who is in a consortium, a base or a project. spell is 0 for the organisation's last time in it, and the number of the time for those before: so one of an organisation stands.
CREATE TABLE partnership.membership (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    thing_id UNIQUEIDENTIFIER NOT NULL,
    organisation NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    spell INT NOT NULL,
    role NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    invited_by NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    joined_on DATE NULL,
    leads_from DATE NULL,
    left_on DATE NULL,
    dissolves_on DATE NULL,
    CONSTRAINT pk_membership PRIMARY KEY (seq),
    CONSTRAINT uq_membership UNIQUE (thing_id, organisation, spell)
);

CREATE INDEX ix_membership_organisation ON partnership.membership (organisation, thing_id);

CREATE TABLE partnership.consortium (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    name NVARCHAR(200) NOT NULL,
    name_zh NVARCHAR(200) NULL,
    field NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    purpose NVARCHAR(MAX) NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    proposed_by NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    founded_on DATE NULL,
    dissolved_on DATE NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_consortium PRIMARY KEY (seq),
    CONSTRAINT uq_consortium_id UNIQUE (id)
);
