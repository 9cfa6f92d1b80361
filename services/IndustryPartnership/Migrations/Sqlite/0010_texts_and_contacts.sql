CREATE TABLE contact (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    desk TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_contact_id UNIQUE (id)
);

CREATE INDEX ix_contact_organisation ON contact (organisation, seq);

-- The texts of an agreement from the first one in force on. While it is negotiated before that, its text stands in its own row.
CREATE TABLE agreement_text (
    agreement_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    title TEXT NOT NULL,
    terms TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    text TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    state TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    in_force_from TEXT NULL,
    in_force_until TEXT NULL,
    CONSTRAINT pk_agreement_text PRIMARY KEY (agreement_id, revision),
    CONSTRAINT fk_agreement_text FOREIGN KEY (agreement_id) REFERENCES agreement (id)
);

-- The revision of the amendment that is proposed; 0 while none is.
ALTER TABLE agreement ADD COLUMN pending_revision INTEGER NOT NULL DEFAULT 0;

ALTER TABLE agreement_signature ADD COLUMN signed_on TEXT NOT NULL DEFAULT '1950-01-01';

ALTER TABLE agreement_signature ADD COLUMN signatory TEXT NULL;

ALTER TABLE agreement_signature ADD COLUMN scan_hash TEXT NULL;
