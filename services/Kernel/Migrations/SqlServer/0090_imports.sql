-- An import of many rows: an upload, the job that handles it, and what it refused.
CREATE TABLE $schema$.import_job (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    kind NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    mode NVARCHAR(10) COLLATE Latin1_General_BIN2 NOT NULL,
    format NVARCHAR(10) COLLATE Latin1_General_BIN2 NOT NULL,
    charset NVARCHAR(20) NOT NULL,
    columns NVARCHAR(MAX) NOT NULL,
    organisation NVARCHAR(60) COLLATE Latin1_General_BIN2 NOT NULL,
    client NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
    actor NVARCHAR(255) NOT NULL,
    person NVARCHAR(100) NOT NULL,
    roles NVARCHAR(1000) NOT NULL,
    idempotency_key NVARCHAR(200) COLLATE Latin1_General_BIN2 NULL,
    file_hash NVARCHAR(64) COLLATE Latin1_General_BIN2 NULL,
    open_hash NVARCHAR(64) COLLATE Latin1_General_BIN2 NULL,
    bytes BIGINT NOT NULL,
    line_count BIGINT NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    rows_read BIGINT NOT NULL,
    accepted BIGINT NOT NULL,
    unchanged BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    attempts INT NOT NULL,
    failure NVARCHAR(2000) NULL,
    lease_token UNIQUEIDENTIFIER NULL,
    leased_until DATETIME2(3) NOT NULL,
    trace_parent NVARCHAR(100) NULL,
    created_at DATETIME2(3) NOT NULL,
    started_at DATETIME2(3) NULL,
    progressed_at DATETIME2(3) NULL,
    ended_at DATETIME2(3) NULL,
    version INT NOT NULL,
    CONSTRAINT pk_import_job PRIMARY KEY (seq),
    CONSTRAINT uq_import_job_id UNIQUE (id)
);

-- One file is handled once at a time.
CREATE UNIQUE INDEX uq_import_job_open ON $schema$.import_job (organisation, kind, mode, open_hash) WHERE open_hash IS NOT NULL;
CREATE UNIQUE INDEX uq_import_job_key ON $schema$.import_job (client, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX ix_import_job_client ON $schema$.import_job (client, created_at);
CREATE INDEX ix_import_job_organisation ON $schema$.import_job (organisation, seq);
CREATE INDEX ix_import_job_file ON $schema$.import_job (organisation, file_hash);
CREATE INDEX ix_import_job_state ON $schema$.import_job (state, seq);

-- The upload, in pieces that each fit into memory.
CREATE TABLE $schema$.import_chunk (
    job_id UNIQUEIDENTIFIER NOT NULL,
    number INT NOT NULL,
    bytes VARBINARY(MAX) NOT NULL,
    CONSTRAINT pk_import_chunk PRIMARY KEY (job_id, number)
);

-- The refused rows of a batch, as lines of the report.
CREATE TABLE $schema$.import_report (
    job_id UNIQUEIDENTIFIER NOT NULL,
    first_row BIGINT NOT NULL,
    row_numbers NVARCHAR(MAX) NOT NULL,
    lines NVARCHAR(MAX) NOT NULL,
    CONSTRAINT pk_import_report PRIMARY KEY (job_id, first_row)
);
