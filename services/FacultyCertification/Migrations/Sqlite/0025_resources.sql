-- The units of organisations, and since when a closed one is closed (D16, D45). Units have a version of their own, so that the same state
-- told again brings them to a copy from before.
ALTER TABLE institution ADD COLUMN closed_on TEXT NULL;

ALTER TABLE institution ADD COLUMN units_version INTEGER NOT NULL DEFAULT 0;

CREATE TABLE institution_unit (
    institution TEXT NOT NULL,
    code TEXT NOT NULL,
    CONSTRAINT pk_institution_unit PRIMARY KEY (institution, code)
);

CREATE TABLE consortium (
    id TEXT NOT NULL,
    founded_on TEXT NOT NULL,
    dissolved_on TEXT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_consortium PRIMARY KEY (id)
);

CREATE TABLE consortium_member (
    consortium_id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    joined_on TEXT NOT NULL,
    left_on TEXT NULL,
    CONSTRAINT pk_consortium_member PRIMARY KEY (consortium_id, organisation, joined_on)
);

-- Teaching resources with all their versions (S15).
CREATE TABLE resource (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    owner TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_resource_id UNIQUE (id)
);

CREATE INDEX ix_resource_owner ON resource (owner, seq);

CREATE TABLE resource_version (
    resource_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    terms TEXT NOT NULL,
    scope TEXT NOT NULL,
    consortium_id TEXT NULL,
    state TEXT NOT NULL,
    withdrawn_on TEXT NULL,
    change TEXT NOT NULL,
    reason TEXT NULL,
    recorded_at TEXT NOT NULL,
    recorded_on TEXT NOT NULL,
    CONSTRAINT pk_resource_version PRIMARY KEY (resource_id, version),
    CONSTRAINT fk_resource_version_resource FOREIGN KEY (resource_id) REFERENCES resource (id)
);

CREATE TABLE resource_partner (
    resource_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    organisation TEXT NOT NULL,
    CONSTRAINT pk_resource_partner PRIMARY KEY (resource_id, version, organisation)
);

CREATE TABLE resource_module (
    resource_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    institution TEXT NOT NULL,
    code TEXT NOT NULL,
    CONSTRAINT pk_resource_module PRIMARY KEY (resource_id, version, institution, code)
);

CREATE TABLE resource_measure (
    resource_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    measure TEXT NOT NULL,
    CONSTRAINT pk_resource_measure PRIMARY KEY (resource_id, version, measure)
);
