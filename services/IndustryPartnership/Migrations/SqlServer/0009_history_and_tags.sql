CREATE TABLE partnership.history (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    kind NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    thing_id NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    version INT NOT NULL,
    action NVARCHAR(100) NOT NULL,
    organisation NVARCHAR(60) COLLATE Latin1_General_BIN2 NOT NULL,
    audience NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    effective_on DATE NOT NULL,
    recorded_on DATE NOT NULL,
    recorded_at DATETIME2(3) NOT NULL,
    thing NVARCHAR(MAX) NOT NULL,
    CONSTRAINT pk_history PRIMARY KEY (seq),
    CONSTRAINT uq_history UNIQUE (kind, thing_id, version)
);

CREATE TABLE partnership.tag (
    thing_id UNIQUEIDENTIFIER NOT NULL,
    kind NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    tag NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    CONSTRAINT pk_tag PRIMARY KEY (thing_id, kind, tag)
);

CREATE INDEX ix_tag ON partnership.tag (kind, tag, thing_id);
