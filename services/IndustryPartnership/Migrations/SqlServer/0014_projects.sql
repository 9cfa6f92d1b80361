CREATE TABLE partnership.project (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    title NVARCHAR(200) NOT NULL,
    description NVARCHAR(MAX) NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    agreement_id UNIQUEIDENTIFIER NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    proposed_by NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    started_on DATE NULL,
    closed_on DATE NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_project PRIMARY KEY (seq),
    CONSTRAINT uq_project_id UNIQUE (id)
);

CREATE TABLE partnership.milestone (
    project_id UNIQUEIDENTIFIER NOT NULL,
    code NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    title NVARCHAR(200) NOT NULL,
    due_on DATE NOT NULL,
    met_on DATE NULL,
    evidence_hash NVARCHAR(64) COLLATE Latin1_General_BIN2 NULL,
    CONSTRAINT pk_milestone PRIMARY KEY (project_id, code),
    CONSTRAINT fk_milestone FOREIGN KEY (project_id) REFERENCES partnership.project (id)
);
