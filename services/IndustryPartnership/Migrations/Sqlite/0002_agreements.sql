CREATE TABLE agreement (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    terms TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    state TEXT NOT NULL,
    drafted_by TEXT NOT NULL,
    revision INTEGER NOT NULL,
    text TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_agreement_id UNIQUE (id)
);

CREATE INDEX ix_agreement_expiry ON agreement (state, valid_until);

CREATE TABLE agreement_party (
    agreement_id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    CONSTRAINT pk_agreement_party PRIMARY KEY (agreement_id, organisation),
    CONSTRAINT fk_agreement_party FOREIGN KEY (agreement_id) REFERENCES agreement (id)
);

CREATE INDEX ix_agreement_party_organisation ON agreement_party (organisation, agreement_id);

CREATE TABLE agreement_signature (
    agreement_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    organisation TEXT NOT NULL,
    signed_by TEXT NOT NULL,
    signed_at TEXT NOT NULL,
    CONSTRAINT pk_agreement_signature PRIMARY KEY (agreement_id, revision, organisation),
    CONSTRAINT fk_agreement_signature FOREIGN KEY (agreement_id) REFERENCES agreement (id)
);
