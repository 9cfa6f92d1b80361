-- 1+X (D21): types of vocational skill-level certificates, and the certificates of learners with all their versions (D43).
CREATE TABLE enrollment.x_certificate_type (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    code NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    name NVARCHAR(200) NOT NULL,
    evaluator NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    evaluator_name NVARCHAR(200) NOT NULL,
    levels NVARCHAR(MAX) NOT NULL,
    defined_by NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    former NVARCHAR(MAX) NOT NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_x_certificate_type PRIMARY KEY (seq),
    CONSTRAINT uq_x_certificate_type_code UNIQUE (code)
);

CREATE TABLE enrollment.x_certificate (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    learner_id UNIQUEIDENTIFIER NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    evaluator NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    number NVARCHAR(60) COLLATE Latin1_General_BIN2 NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    version INT NOT NULL,
    CONSTRAINT pk_x_certificate PRIMARY KEY (seq),
    CONSTRAINT uq_x_certificate_id UNIQUE (id)
);

CREATE UNIQUE INDEX uq_x_certificate_number ON enrollment.x_certificate (evaluator, number) WHERE state = 'recorded';

CREATE INDEX ix_x_certificate_learner ON enrollment.x_certificate (learner_id);

CREATE TABLE enrollment.x_certificate_version (
    certificate_id UNIQUEIDENTIFIER NOT NULL,
    version INT NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    type NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    level NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    evaluator NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    number NVARCHAR(60) COLLATE Latin1_General_BIN2 NOT NULL,
    issued_on DATE NOT NULL,
    account NVARCHAR(100) COLLATE Latin1_General_BIN2 NULL,
    reason NVARCHAR(400) NULL,
    recorded_on DATE NOT NULL,
    recorded_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_x_certificate_version PRIMARY KEY (certificate_id, version)
);
