CREATE TABLE organisation (
    code TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_organisation PRIMARY KEY (code)
);

CREATE TABLE agreement (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    activations INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_agreement PRIMARY KEY (id)
);

CREATE TABLE agreement_party (
    agreement_id TEXT NOT NULL,
    organisation_code TEXT NOT NULL,
    CONSTRAINT pk_agreement_party PRIMARY KEY (agreement_id, organisation_code)
);

CREATE INDEX ix_agreement_party_organisation ON agreement_party (organisation_code);

CREATE TABLE articulation (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    pathway_code TEXT NOT NULL,
    from_institution TEXT NOT NULL,
    from_major TEXT NOT NULL,
    from_major_name TEXT NOT NULL,
    to_institution TEXT NOT NULL,
    to_major TEXT NOT NULL,
    to_major_name TEXT NOT NULL,
    internship_credits INTEGER NOT NULL,
    state TEXT NOT NULL,
    agreement_id TEXT NULL,
    closure_reason TEXT NULL,
    enrolled INTEGER NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_articulation_id UNIQUE (id),
    CONSTRAINT uq_articulation_pair UNIQUE (from_institution, from_major, to_institution, to_major)
);

CREATE INDEX ix_articulation_agreement ON articulation (agreement_id);
