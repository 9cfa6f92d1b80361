CREATE TABLE partnership.teacher_practice (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    teacher_id UNIQUEIDENTIFIER NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    base_id UNIQUEIDENTIFIER NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    reason NVARCHAR(20) COLLATE Latin1_General_BIN2 NULL,
    earliest_from DATE NULL,
    asked_version INT NOT NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_teacher_practice PRIMARY KEY (seq),
    CONSTRAINT uq_teacher_practice_id UNIQUE (id)
);

CREATE INDEX ix_teacher_practice_base ON partnership.teacher_practice (base_id, state);

CREATE INDEX ix_teacher_practice_institution ON partnership.teacher_practice (institution, seq);

CREATE TABLE partnership.teacher_practice_attended (
    practice_id UNIQUEIDENTIFIER NOT NULL,
    from_day DATE NOT NULL,
    until_day DATE NOT NULL,
    CONSTRAINT pk_teacher_practice_attended PRIMARY KEY (practice_id, from_day),
    CONSTRAINT fk_teacher_practice_attended FOREIGN KEY (practice_id) REFERENCES partnership.teacher_practice (id)
);
