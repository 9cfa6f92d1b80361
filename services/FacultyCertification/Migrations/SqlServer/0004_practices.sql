CREATE TABLE faculty.practice (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    teacher_id UNIQUEIDENTIFIER NOT NULL,
    base_id UNIQUEIDENTIFIER NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    seat_state NVARCHAR(20) COLLATE Latin1_General_BIN2 NULL,
    seat_reason NVARCHAR(20) COLLATE Latin1_General_BIN2 NULL,
    earliest_from DATE NULL,
    seat_version INT NOT NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_practice PRIMARY KEY (seq),
    CONSTRAINT uq_practice_id UNIQUE (id),
    CONSTRAINT fk_practice_teacher FOREIGN KEY (teacher_id) REFERENCES faculty.teacher (id)
);

CREATE INDEX ix_practice_teacher ON faculty.practice (teacher_id);

CREATE TABLE faculty.practice_attended (
    practice_id UNIQUEIDENTIFIER NOT NULL,
    from_day DATE NOT NULL,
    until_day DATE NOT NULL,
    CONSTRAINT pk_practice_attended PRIMARY KEY (practice_id, from_day),
    CONSTRAINT fk_practice_attended FOREIGN KEY (practice_id) REFERENCES faculty.practice (id)
);

ALTER TABLE faculty.application_evidence ADD practice_id UNIQUEIDENTIFIER NULL;
