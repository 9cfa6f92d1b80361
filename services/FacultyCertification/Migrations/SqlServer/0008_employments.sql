-- A teacher is one person, whichever institutions employ them. Of several rows of a person, the first is the teacher.
CREATE TABLE faculty.employment (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    teacher_id UNIQUEIDENTIFIER NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    staff_number NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    category NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    unit NVARCHAR(40) COLLATE Latin1_General_BIN2 NULL,
    subjects NVARCHAR(4000) NOT NULL,
    kind NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    enterprise NVARCHAR(40) COLLATE Latin1_General_BIN2 NULL,
    employed_from DATE NOT NULL,
    last_day DATE NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_employment PRIMARY KEY (seq),
    CONSTRAINT uq_employment_id UNIQUE (id),
    CONSTRAINT uq_employment_staff_number UNIQUE (institution, staff_number),
    CONSTRAINT fk_employment_teacher FOREIGN KEY (teacher_id) REFERENCES faculty.teacher (id)
);

INSERT INTO faculty.employment (
    id, teacher_id, institution, staff_number, category, subjects, kind, employed_from, last_day, created_at)
SELECT t.id, COALESCE(
        (SELECT k.id FROM faculty.teacher k
        WHERE k.person = t.person
            AND NOT EXISTS (SELECT 1 FROM faculty.teacher o WHERE o.person = k.person AND o.seq < k.seq)), t.id),
    t.institution, t.staff_number, t.category, '', 'full-time', t.employed_from, t.last_day, t.created_at
FROM faculty.teacher t
ORDER BY t.seq;

-- What was recorded of an employment, and when: of the records up to a moment, the last one is what was known.
CREATE TABLE faculty.employment_record (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    employment_id UNIQUEIDENTIFIER NOT NULL,
    action NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    staff_number NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    category NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    unit NVARCHAR(40) COLLATE Latin1_General_BIN2 NULL,
    subjects NVARCHAR(4000) NOT NULL,
    kind NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    enterprise NVARCHAR(40) COLLATE Latin1_General_BIN2 NULL,
    employed_from DATE NOT NULL,
    last_day DATE NULL,
    reason NVARCHAR(400) NULL,
    recorded_at DATETIME2(3) NOT NULL,
    recorded_on DATE NOT NULL,
    CONSTRAINT pk_employment_record PRIMARY KEY (seq),
    CONSTRAINT fk_employment_record_employment FOREIGN KEY (employment_id) REFERENCES faculty.employment (id)
);

INSERT INTO faculty.employment_record (
    employment_id, action, staff_number, category, subjects, kind, employed_from, last_day, recorded_at, recorded_on)
SELECT e.id, CASE f.fact WHEN 'left' THEN 'departed' ELSE 'registered' END, e.staff_number, e.category, '', 'full-time',
    e.employed_from, CASE f.fact WHEN 'left' THEN e.last_day END, f.recorded_at, f.recorded_on
FROM faculty.employment_fact f
INNER JOIN faculty.employment e ON e.id = f.teacher_id
ORDER BY f.seq;

DROP TABLE faculty.employment_fact;

CREATE INDEX ix_employment_institution ON faculty.employment (institution, seq);

CREATE INDEX ix_employment_teacher ON faculty.employment (teacher_id, institution);

CREATE INDEX ix_employment_last_day ON faculty.employment (last_day);

CREATE INDEX ix_employment_record_employment ON faculty.employment_record (employment_id, seq);

ALTER TABLE faculty.application ADD employment_id UNIQUEIDENTIFIER NULL;

ALTER TABLE faculty.application ADD CONSTRAINT fk_application_employment FOREIGN KEY (employment_id) REFERENCES faculty.employment (id);

ALTER TABLE faculty.practice ADD employment_id UNIQUEIDENTIFIER NULL;

ALTER TABLE faculty.practice ADD CONSTRAINT fk_practice_employment FOREIGN KEY (employment_id) REFERENCES faculty.employment (id);

ALTER TABLE faculty.decision ADD employment_id UNIQUEIDENTIFIER NULL;

ALTER TABLE faculty.decision ADD CONSTRAINT fk_decision_employment FOREIGN KEY (employment_id) REFERENCES faculty.employment (id);
GO

UPDATE faculty.application SET employment_id = teacher_id;

UPDATE faculty.practice SET employment_id = teacher_id;

UPDATE faculty.decision SET employment_id = teacher_id;

CREATE INDEX ix_application_employment ON faculty.application (employment_id);

CREATE INDEX ix_practice_employment ON faculty.practice (employment_id);

-- Of a person's open applications, the second is not taken for the teacher's open one.
UPDATE a
SET ended_as = a.id, teacher_id = e.teacher_id
FROM faculty.application a
INNER JOIN faculty.employment e ON e.id = a.employment_id
WHERE e.teacher_id <> a.teacher_id;

UPDATE p
SET teacher_id = e.teacher_id
FROM faculty.practice p
INNER JOIN faculty.employment e ON e.id = p.employment_id
WHERE e.teacher_id <> p.teacher_id;

UPDATE d
SET teacher_id = e.teacher_id
FROM faculty.decision d
INNER JOIN faculty.employment e ON e.id = d.employment_id
WHERE e.teacher_id <> d.teacher_id;

UPDATE c
SET version = c.version + 1, teacher_id = e.teacher_id
FROM faculty.certificate c
INNER JOIN faculty.employment e ON e.id = c.teacher_id
WHERE e.teacher_id <> c.teacher_id;

DELETE FROM faculty.teacher WHERE id NOT IN (SELECT teacher_id FROM faculty.employment);

DROP INDEX ix_teacher_institution ON faculty.teacher;

DROP INDEX ix_teacher_last_day ON faculty.teacher;

DROP INDEX ix_teacher_person ON faculty.teacher;

ALTER TABLE faculty.teacher DROP CONSTRAINT uq_teacher_staff_number;

ALTER TABLE faculty.teacher DROP COLUMN institution, staff_number, category, employed_from, last_day;

CREATE UNIQUE INDEX uq_teacher_person ON faculty.teacher (person) WHERE person IS NOT NULL;
