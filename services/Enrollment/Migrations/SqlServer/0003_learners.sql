CREATE TABLE enrollment.learner (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    student_number NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    person NVARCHAR(100) COLLATE Latin1_General_BIN2 NULL,
    birth_date DATE NOT NULL,
    cohort INT NOT NULL,
    articulation_id UNIQUEIDENTIFIER NOT NULL,
    major NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    stage INT NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    enrolled_on DATE NOT NULL,
    withdrawn_on DATE NULL,
    withdrawal_reason NVARCHAR(400) NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_learner PRIMARY KEY (seq),
    CONSTRAINT uq_learner_id UNIQUE (id),
    CONSTRAINT uq_learner_student_number UNIQUE (institution, student_number)
);

CREATE INDEX ix_learner_articulation ON enrollment.learner (articulation_id);

CREATE TABLE enrollment.credit (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    learner_id UNIQUEIDENTIFIER NOT NULL,
    source_kind NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    source_id UNIQUEIDENTIFIER NOT NULL,
    credits INT NOT NULL,
    grade NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    hours INT NULL,
    effective_on DATE NOT NULL,
    recorded_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_credit PRIMARY KEY (seq),
    CONSTRAINT uq_credit_id UNIQUE (id),
    CONSTRAINT uq_credit_source UNIQUE (source_kind, source_id)
);

CREATE INDEX ix_credit_learner ON enrollment.credit (learner_id);
