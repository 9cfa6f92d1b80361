-- A departure may be taken back, and a teacher may come back or work elsewhere too (D14, D43). What is known is asked for anew below.
CREATE TABLE enrollment.known_teacher (
    id UNIQUEIDENTIFIER NOT NULL,
    version INT NOT NULL,
    CONSTRAINT pk_known_teacher PRIMARY KEY (id)
);

CREATE TABLE enrollment.teacher_employment (
    teacher_id UNIQUEIDENTIFIER NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    last_day DATE NULL,
    CONSTRAINT pk_teacher_employment PRIMARY KEY (teacher_id, id)
);

INSERT INTO enrollment.known_teacher (id, version) SELECT d.id, 0 FROM enrollment.departed_teacher d;

INSERT INTO enrollment.teacher_employment (teacher_id, id, institution, last_day)
SELECT d.id, d.id, d.institution, d.last_day FROM enrollment.departed_teacher d;

DROP TABLE enrollment.departed_teacher;

DELETE FROM enrollment.catch_up WHERE aggregate = 'faculty-certification/teacher';
