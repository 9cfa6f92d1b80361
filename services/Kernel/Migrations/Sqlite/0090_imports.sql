-- An import of many rows: an upload, the job that handles it, and what it refused.
CREATE TABLE import_job (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    mode TEXT NOT NULL,
    format TEXT NOT NULL,
    charset TEXT NOT NULL,
    columns TEXT NOT NULL,
    organisation TEXT NOT NULL,
    client TEXT NOT NULL,
    actor TEXT NOT NULL,
    person TEXT NOT NULL,
    roles TEXT NOT NULL,
    idempotency_key TEXT NULL,
    file_hash TEXT NULL,
    open_hash TEXT NULL,
    bytes INTEGER NOT NULL,
    line_count INTEGER NOT NULL,
    state TEXT NOT NULL,
    rows_read INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    failure TEXT NULL,
    lease_token TEXT NULL,
    leased_until TEXT NOT NULL,
    trace_parent TEXT NULL,
    created_at TEXT NOT NULL,
    started_at TEXT NULL,
    progressed_at TEXT NULL,
    ended_at TEXT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT uq_import_job_id UNIQUE (id)
);

-- One file is handled once at a time.
CREATE UNIQUE INDEX uq_import_job_open ON import_job (organisation, kind, mode, open_hash) WHERE open_hash IS NOT NULL;
CREATE UNIQUE INDEX uq_import_job_key ON import_job (client, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX ix_import_job_client ON import_job (client, created_at);
CREATE INDEX ix_import_job_organisation ON import_job (organisation, seq);
CREATE INDEX ix_import_job_file ON import_job (organisation, file_hash);
CREATE INDEX ix_import_job_state ON import_job (state, seq);

-- The upload, in pieces that each fit into memory.
CREATE TABLE import_chunk (
    job_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    CONSTRAINT pk_import_chunk PRIMARY KEY (job_id, number)
);

-- The refused rows of a batch, as lines of the report.
CREATE TABLE import_report (
    job_id TEXT NOT NULL,
    first_row INTEGER NOT NULL,
    row_numbers TEXT NOT NULL,
    lines TEXT NOT NULL,
    CONSTRAINT pk_import_report PRIMARY KEY (job_id, first_row)
);
