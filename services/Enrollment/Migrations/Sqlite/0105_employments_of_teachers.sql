-- A departure may be taken back, and a teacher may come back or work elsewhere too (D14, D43). What is known is asked for anew below.
CREATE TABLE known_teacher (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_known_teacher PRIMARY KEY (id)
);

CREATE TABLE teacher_employment (
    teacher_id TEXT NOT NULL,
    id TEXT NOT NULL,
    institution TEXT NOT NULL,
    last_day TEXT NULL,
    CONSTRAINT pk_teacher_employment PRIMARY KEY (teacher_id, id)
);

INSERT INTO known_teacher (id, version) SELECT d.id, 0 FROM departed_teacher d;

INSERT INTO teacher_employment (teacher_id, id, institution, last_day)
SELECT d.id, d.id, d.institution, d.last_day FROM departed_teacher d;

DROP TABLE departed_teacher;

DELETE FROM catch_up WHERE aggregate = 'faculty-certification/teacher';
