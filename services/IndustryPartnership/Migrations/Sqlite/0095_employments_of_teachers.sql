-- A teacher may be employed at several institutions, and certificates follow them (D14, D19). What is known is asked for anew below.
CREATE TABLE known_teacher (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_known_teacher PRIMARY KEY (id)
);

CREATE TABLE teacher_employment (
    teacher_id TEXT NOT NULL,
    id TEXT NOT NULL,
    institution TEXT NOT NULL,
    employed_from TEXT NOT NULL,
    last_day TEXT NULL,
    CONSTRAINT pk_teacher_employment PRIMARY KEY (teacher_id, id)
);

CREATE INDEX ix_teacher_employment_id ON teacher_employment (id);

INSERT INTO known_teacher (id, version) SELECT d.id, 0 FROM departed_teacher d;

INSERT INTO teacher_employment (teacher_id, id, institution, employed_from, last_day)
SELECT d.id, d.id, d.institution, '1950-01-01', d.last_day FROM departed_teacher d;

DROP TABLE departed_teacher;

DELETE FROM catch_up WHERE aggregate = 'faculty-certification/teacher';
