CREATE TABLE partnership.receipt (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    subject_id UNIQUEIDENTIFIER NOT NULL,
    enterprise NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    document NVARCHAR(MAX) NOT NULL,
    document_hash NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
    key_id NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
    signature NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    issued_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_receipt PRIMARY KEY (seq),
    CONSTRAINT uq_receipt_id UNIQUE (id)
);

CREATE INDEX ix_receipt_subject ON partnership.receipt (subject_id, seq);

-- The private part is there only where the service made the key itself.
CREATE TABLE partnership.receipt_key (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    key_id NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
    x NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
    y NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
    private_key NVARCHAR(MAX) NULL,
    made_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_receipt_key PRIMARY KEY (seq),
    CONSTRAINT uq_receipt_key_id UNIQUE (key_id)
);
