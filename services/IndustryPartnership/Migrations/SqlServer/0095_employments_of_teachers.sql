-- A teacher may be employed at several institutions, and certificates follow them (D14, D19). What is known is asked for anew below.
CREATE TABLE partnership.known_teacher (
    id UNIQUEIDENTIFIER NOT NULL,
    version INT NOT NULL,
    CONSTRAINT pk_known_teacher PRIMARY KEY (id)
);

CREATE TABLE partnership.teacher_employment (
    teacher_id UNIQUEIDENTIFIER NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    employed_from DATE NOT NULL,
    last_day DATE NULL,
    CONSTRAINT pk_teacher_employment PRIMARY KEY (teacher_id, id)
);

CREATE INDEX ix_teacher_employment_id ON partnership.teacher_employment (id);

INSERT INTO partnership.known_teacher (id, version) SELECT d.id, 0 FROM partnership.departed_teacher d;

INSERT INTO partnership.teacher_employment (teacher_id, id, institution, employed_from, last_day)
SELECT d.id, d.id, d.institution, '1950-01-01', d.last_day FROM partnership.departed_teacher d;

DROP TABLE partnership.departed_teacher;

DELETE FROM partnership.catch_up WHERE aggregate = 'faculty-certification/teacher';
