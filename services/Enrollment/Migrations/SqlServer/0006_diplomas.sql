CREATE TABLE enrollment.diploma (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    learner_id UNIQUEIDENTIFIER NOT NULL,
    kind NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    annotation NVARCHAR(40) NULL,
    awarded_on DATE NOT NULL,
    recorded_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_diploma PRIMARY KEY (seq),
    CONSTRAINT uq_diploma_id UNIQUE (id),
    CONSTRAINT uq_diploma_kind UNIQUE (learner_id, kind)
);
