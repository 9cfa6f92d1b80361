-- A teacher is one person, whichever institutions employ them. Of several rows of a person, the first is the teacher.
PRAGMA defer_foreign_keys = ON;

CREATE TABLE kept_teacher (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    person TEXT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL
);

INSERT INTO kept_teacher (seq, id, person, version, created_at)
SELECT t.seq, t.id, t.person, t.version, t.created_at
FROM teacher t
WHERE t.person IS NULL
    OR NOT EXISTS (SELECT 1 FROM teacher o WHERE o.person = t.person AND o.seq < t.seq);

CREATE TABLE employment (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    teacher_id TEXT NOT NULL,
    institution TEXT NOT NULL,
    staff_number TEXT NOT NULL,
    category TEXT NOT NULL,
    unit TEXT NULL,
    subjects TEXT NOT NULL,
    kind TEXT NOT NULL,
    enterprise TEXT NULL,
    employed_from TEXT NOT NULL,
    last_day TEXT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_employment_id UNIQUE (id),
    CONSTRAINT uq_employment_staff_number UNIQUE (institution, staff_number),
    CONSTRAINT fk_employment_teacher FOREIGN KEY (teacher_id) REFERENCES teacher (id)
);

INSERT INTO employment (
    seq, id, teacher_id, institution, staff_number, category, subjects, kind, employed_from, last_day, created_at)
SELECT t.seq, t.id, COALESCE((SELECT k.id FROM kept_teacher k WHERE k.person = t.person), t.id), t.institution, t.staff_number,
    t.category, '', 'full-time', t.employed_from, t.last_day, t.created_at
FROM teacher t;

-- What was recorded of an employment, and when: of the records up to a moment, the last one is what was known.
CREATE TABLE employment_record (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    employment_id TEXT NOT NULL,
    action TEXT NOT NULL,
    staff_number TEXT NOT NULL,
    category TEXT NOT NULL,
    unit TEXT NULL,
    subjects TEXT NOT NULL,
    kind TEXT NOT NULL,
    enterprise TEXT NULL,
    employed_from TEXT NOT NULL,
    last_day TEXT NULL,
    reason TEXT NULL,
    recorded_at TEXT NOT NULL,
    recorded_on TEXT NOT NULL,
    CONSTRAINT fk_employment_record_employment FOREIGN KEY (employment_id) REFERENCES employment (id)
);

INSERT INTO employment_record (
    employment_id, action, staff_number, category, subjects, kind, employed_from, last_day, recorded_at, recorded_on)
SELECT e.id, CASE f.fact WHEN 'left' THEN 'departed' ELSE 'registered' END, e.staff_number, e.category, '', 'full-time',
    e.employed_from, CASE f.fact WHEN 'left' THEN e.last_day END, f.recorded_at, f.recorded_on
FROM employment_fact f
INNER JOIN employment e ON e.id = f.teacher_id
ORDER BY f.seq;

DROP TABLE employment_fact;

CREATE INDEX ix_employment_institution ON employment (institution, seq);

CREATE INDEX ix_employment_teacher ON employment (teacher_id, institution);

CREATE INDEX ix_employment_last_day ON employment (last_day);

CREATE INDEX ix_employment_record_employment ON employment_record (employment_id, seq);

ALTER TABLE application ADD COLUMN employment_id TEXT NULL CONSTRAINT fk_application_employment REFERENCES employment (id);

ALTER TABLE practice ADD COLUMN employment_id TEXT NULL CONSTRAINT fk_practice_employment REFERENCES employment (id);

ALTER TABLE decision ADD COLUMN employment_id TEXT NULL CONSTRAINT fk_decision_employment REFERENCES employment (id);

UPDATE application SET employment_id = teacher_id;

UPDATE practice SET employment_id = teacher_id;

UPDATE decision SET employment_id = teacher_id;

CREATE INDEX ix_application_employment ON application (employment_id);

CREATE INDEX ix_practice_employment ON practice (employment_id);

-- Of a person's open applications, the second is not taken for the teacher's open one.
UPDATE application
SET ended_as = id, teacher_id = (SELECT e.teacher_id FROM employment e WHERE e.id = application.employment_id)
WHERE teacher_id NOT IN (SELECT id FROM kept_teacher);

UPDATE practice
SET teacher_id = (SELECT e.teacher_id FROM employment e WHERE e.id = practice.employment_id)
WHERE teacher_id NOT IN (SELECT id FROM kept_teacher);

UPDATE decision
SET teacher_id = (SELECT e.teacher_id FROM employment e WHERE e.id = decision.employment_id)
WHERE teacher_id NOT IN (SELECT id FROM kept_teacher);

UPDATE certificate
SET version = version + 1, teacher_id = (SELECT e.teacher_id FROM employment e WHERE e.id = certificate.teacher_id)
WHERE teacher_id NOT IN (SELECT id FROM kept_teacher);

DROP TABLE teacher;

CREATE TABLE teacher (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    person TEXT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_teacher_id UNIQUE (id)
);

INSERT INTO teacher (seq, id, person, version, created_at)
SELECT seq, id, person, version, created_at FROM kept_teacher;

DROP TABLE kept_teacher;

CREATE UNIQUE INDEX uq_teacher_person ON teacher (person) WHERE person IS NOT NULL;
