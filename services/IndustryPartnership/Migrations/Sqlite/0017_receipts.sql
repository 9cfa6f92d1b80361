CREATE TABLE receipt (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    enterprise TEXT NOT NULL,
    institution TEXT NOT NULL,
    document TEXT NOT NULL,
    document_hash TEXT NOT NULL,
    key_id TEXT NOT NULL,
    signature TEXT NOT NULL,
    issued_at TEXT NOT NULL,
    CONSTRAINT uq_receipt_id UNIQUE (id)
);

CREATE INDEX ix_receipt_subject ON receipt (subject_id, seq);

-- The private part is there only where the service made the key itself.
CREATE TABLE receipt_key (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    key_id TEXT NOT NULL,
    x TEXT NOT NULL,
    y TEXT NOT NULL,
    private_key TEXT NULL,
    made_at TEXT NOT NULL,
    CONSTRAINT uq_receipt_key_id UNIQUE (key_id)
);
