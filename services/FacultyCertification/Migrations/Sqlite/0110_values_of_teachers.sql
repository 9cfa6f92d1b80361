-- Personal values and free text move to personal_value, and records have the ids alone (D44). Empty texts were erased.
PRAGMA secure_delete = ON;

PRAGMA defer_foreign_keys = ON;

ALTER TABLE teacher ADD COLUMN person_id TEXT NULL;

ALTER TABLE employment ADD COLUMN staff_number_id TEXT NULL;

ALTER TABLE employment ADD COLUMN subjects_id TEXT NULL;

ALTER TABLE employment_record ADD COLUMN staff_number_id TEXT NULL;

ALTER TABLE employment_record ADD COLUMN subjects_id TEXT NULL;

ALTER TABLE employment_record ADD COLUMN reason_id TEXT NULL;

ALTER TABLE decision ADD COLUMN grounds_id TEXT NULL;

ALTER TABLE decision_member ADD COLUMN id TEXT NULL;

ALTER TABLE decision_member ADD COLUMN member_id TEXT NULL;

ALTER TABLE decision_member ADD COLUMN reason_id TEXT NULL;

ALTER TABLE application ADD COLUMN withdrawal_reason_id TEXT NULL;

ALTER TABLE application_evidence ADD COLUMN description_id TEXT NULL;

ALTER TABLE certificate ADD COLUMN revocation_reason_id TEXT NULL;

ALTER TABLE certificate_fact ADD COLUMN reason_id TEXT NULL;

ALTER TABLE ethics_finding ADD COLUMN reason_id TEXT NULL;

ALTER TABLE ethics_finding ADD COLUMN withdrawal_reason_id TEXT NULL;

ALTER TABLE objection ADD COLUMN grounds_id TEXT NULL;

ALTER TABLE objection ADD COLUMN decision_reason_id TEXT NULL;

ALTER TABLE qualification ADD COLUMN name_id TEXT NULL;

ALTER TABLE qualification ADD COLUMN issuer_id TEXT NULL;

ALTER TABLE qualification ADD COLUMN withdrawal_reason_id TEXT NULL;

ALTER TABLE suspension ADD COLUMN reason_id TEXT NULL;

ALTER TABLE suspension ADD COLUMN reinstatement_reason_id TEXT NULL;

ALTER TABLE suspension ADD COLUMN correction_reason_id TEXT NULL;

UPDATE teacher
SET person_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE person IS NOT NULL;

INSERT INTO personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT x.person_id, 'teacher', lower(x.id), 'person',
    x.person, x.person, 'person teacher', 1, x.created_at
FROM teacher x
WHERE x.person_id IS NOT NULL;

UPDATE employment
SET staff_number_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE teacher_id IN (SELECT t.id FROM teacher t WHERE t.erased_on IS NULL);

INSERT INTO personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT x.staff_number_id, 'employment', lower(x.id), 'staff-number',
    x.staff_number, x.staff_number, 'staff-number ' || x.institution, 1, x.created_at
FROM employment x
WHERE x.staff_number_id IS NOT NULL;

UPDATE employment
SET subjects_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE subjects <> '';

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.subjects_id, 'employment', lower(x.id), 'subjects',
    x.subjects, 0, x.created_at
FROM employment x
WHERE x.subjects_id IS NOT NULL;

UPDATE employment_record
SET staff_number_id = (
    SELECT e.staff_number_id
    FROM employment e
    WHERE e.id = employment_record.employment_id AND e.staff_number = employment_record.staff_number);

UPDATE employment_record
SET staff_number_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE staff_number_id IS NULL AND staff_number <> '';

INSERT INTO personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT x.staff_number_id, 'employment', lower(x.employment_id), 'staff-number', x.staff_number, x.staff_number,
    'staff-number ' || e.institution, 0, x.recorded_at
FROM employment_record x
INNER JOIN employment e ON e.id = x.employment_id
WHERE x.staff_number_id <> e.staff_number_id;

UPDATE employment_record
SET subjects_id = (
    SELECT e.subjects_id
    FROM employment e
    WHERE e.id = employment_record.employment_id AND e.subjects = employment_record.subjects);

UPDATE employment_record
SET subjects_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE subjects_id IS NULL AND subjects <> '';

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.subjects_id, 'employment', lower(x.employment_id), 'subjects', x.subjects, 0, x.recorded_at
FROM employment_record x
INNER JOIN employment e ON e.id = x.employment_id
WHERE x.subjects_id IS NOT NULL AND (e.subjects_id IS NULL OR x.subjects_id <> e.subjects_id);

UPDATE employment_record
SET reason_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE reason <> '';

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.reason_id, 'employment', lower(x.employment_id), 'reason',
    x.reason, 0, x.recorded_at
FROM employment_record x
WHERE x.reason_id IS NOT NULL;

UPDATE decision
SET grounds_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE grounds <> '';

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.grounds_id, 'decision', lower(x.id), 'grounds',
    x.grounds, 0, x.recorded_at
FROM decision x
WHERE x.grounds_id IS NOT NULL;

UPDATE decision_member
SET id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE id IS NULL;

UPDATE decision_member
SET member_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE member <> '';

INSERT INTO personal_value (id, kind, thing_id, member, value, lookup, holds, recorded_at)
SELECT x.member_id, 'panel-member', lower(x.id), 'member', x.member, x.member, 0, d.recorded_at
FROM decision_member x
INNER JOIN decision d ON d.id = x.decision_id;

UPDATE decision_member
SET reason_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE reason <> '';

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.reason_id, 'decision', lower(x.decision_id), 'reason', x.reason, 0, d.recorded_at
FROM decision_member x
INNER JOIN decision d ON d.id = x.decision_id
WHERE x.reason_id IS NOT NULL;

UPDATE application
SET withdrawal_reason_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE withdrawal_reason <> '';

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.withdrawal_reason_id, 'application', lower(x.id), 'withdrawal-reason',
    x.withdrawal_reason, 0, x.created_at
FROM application x
WHERE x.withdrawal_reason_id IS NOT NULL;

UPDATE application_evidence
SET description_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE description <> '';

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.description_id, 'application', lower(x.application_id), 'evidence', x.description, 0, a.created_at
FROM application_evidence x
INNER JOIN application a ON a.id = x.application_id
WHERE x.description_id IS NOT NULL;

UPDATE certificate
SET revocation_reason_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE revocation_reason <> '';

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.revocation_reason_id, 'certificate', lower(x.id), 'revocation-reason',
    x.revocation_reason, 0, x.created_at
FROM certificate x
WHERE x.revocation_reason_id IS NOT NULL;

UPDATE certificate_fact
SET reason_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE reason <> '';

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.reason_id, 'certificate', lower(x.certificate_id), 'reason',
    x.reason, 0, x.recorded_at
FROM certificate_fact x
WHERE x.reason_id IS NOT NULL;

UPDATE ethics_finding
SET reason_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE reason <> '';

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.reason_id, 'ethics-finding', lower(x.id), 'reason',
    x.reason, 0, x.created_at
FROM ethics_finding x
WHERE x.reason_id IS NOT NULL;

UPDATE ethics_finding
SET withdrawal_reason_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE withdrawal_reason IS NOT NULL;

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.withdrawal_reason_id, 'ethics-finding', lower(x.id), 'withdrawal-reason',
    x.withdrawal_reason, 0, x.created_at
FROM ethics_finding x
WHERE x.withdrawal_reason_id IS NOT NULL
    AND x.withdrawal_reason <> '';

UPDATE objection
SET grounds_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE grounds <> '';

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.grounds_id, 'objection', lower(x.id), 'grounds',
    x.grounds, 0, x.created_at
FROM objection x
WHERE x.grounds_id IS NOT NULL;

UPDATE objection
SET decision_reason_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE decision_reason <> '';

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.decision_reason_id, 'objection', lower(x.id), 'decision-reason',
    x.decision_reason, 0, x.created_at
FROM objection x
WHERE x.decision_reason_id IS NOT NULL;

UPDATE qualification
SET name_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE name <> '';

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.name_id, 'qualification', lower(x.id), 'name',
    x.name, 0, x.created_at
FROM qualification x
WHERE x.name_id IS NOT NULL;

UPDATE qualification
SET issuer_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE issuer <> '';

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.issuer_id, 'qualification', lower(x.id), 'issuer',
    x.issuer, 0, x.created_at
FROM qualification x
WHERE x.issuer_id IS NOT NULL;

UPDATE qualification
SET withdrawal_reason_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE withdrawal_reason IS NOT NULL;

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.withdrawal_reason_id, 'qualification', lower(x.id), 'withdrawal-reason',
    x.withdrawal_reason, 0, x.created_at
FROM qualification x
WHERE x.withdrawal_reason_id IS NOT NULL
    AND x.withdrawal_reason <> '';

UPDATE suspension
SET reason_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE reason <> '';

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.reason_id, 'certificate', lower(x.certificate_id), 'reason',
    x.reason, 0, x.created_at
FROM suspension x
WHERE x.reason_id IS NOT NULL;

UPDATE suspension
SET reinstatement_reason_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE reinstatement_reason <> '';

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.reinstatement_reason_id, 'certificate', lower(x.certificate_id), 'reason',
    x.reinstatement_reason, 0, x.created_at
FROM suspension x
WHERE x.reinstatement_reason_id IS NOT NULL;

UPDATE suspension
SET correction_reason_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE correction_reason <> '';

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.correction_reason_id, 'certificate', lower(x.certificate_id), 'reason',
    x.correction_reason, 0, x.created_at
FROM suspension x
WHERE x.correction_reason_id IS NOT NULL;

DROP INDEX uq_teacher_person;

ALTER TABLE teacher DROP COLUMN person;

CREATE INDEX ix_teacher_person ON teacher (person_id);

CREATE TABLE kept_employment AS
SELECT seq, id, teacher_id, institution, staff_number_id, category, unit, subjects_id, kind, enterprise, employed_from, last_day, created_at
FROM employment;

DROP TABLE employment;

CREATE TABLE employment (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    teacher_id TEXT NOT NULL,
    institution TEXT NOT NULL,
    staff_number_id TEXT NULL,
    category TEXT NOT NULL,
    unit TEXT NULL,
    subjects_id TEXT NULL,
    kind TEXT NOT NULL,
    enterprise TEXT NULL,
    employed_from TEXT NOT NULL,
    last_day TEXT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_employment_id UNIQUE (id),
    CONSTRAINT fk_employment_teacher FOREIGN KEY (teacher_id) REFERENCES teacher (id)
);

INSERT INTO employment (
    seq, id, teacher_id, institution, staff_number_id, category, unit, subjects_id, kind, enterprise, employed_from, last_day, created_at)
SELECT seq, id, teacher_id, institution, staff_number_id, category, unit, subjects_id, kind, enterprise, employed_from, last_day, created_at
FROM kept_employment
ORDER BY seq;

DROP TABLE kept_employment;

CREATE INDEX ix_employment_institution ON employment (institution, seq);

CREATE INDEX ix_employment_teacher ON employment (teacher_id, institution);

CREATE INDEX ix_employment_last_day ON employment (last_day);

CREATE INDEX ix_employment_staff_number ON employment (staff_number_id);

ALTER TABLE employment_record DROP COLUMN staff_number;

ALTER TABLE employment_record DROP COLUMN subjects;

ALTER TABLE employment_record DROP COLUMN reason;

ALTER TABLE decision DROP COLUMN grounds;

CREATE TABLE new_decision_member (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    decision_id TEXT NOT NULL,
    member_id TEXT NULL,
    unit TEXT NULL,
    cast_vote TEXT NULL,
    reason_id TEXT NULL,
    organisation TEXT NULL,
    CONSTRAINT fk_decision_member_decision FOREIGN KEY (decision_id) REFERENCES decision (id)
);

INSERT INTO new_decision_member (seq, id, decision_id, member_id, unit, cast_vote, reason_id, organisation)
SELECT seq, id, decision_id, member_id, unit, cast_vote, reason_id, organisation
FROM decision_member
ORDER BY seq;

DROP TABLE decision_member;

ALTER TABLE new_decision_member RENAME TO decision_member;

CREATE INDEX ix_decision_member_decision ON decision_member (decision_id);

CREATE INDEX ix_decision_member_member ON decision_member (member_id);

ALTER TABLE application DROP COLUMN withdrawal_reason;

ALTER TABLE application_evidence DROP COLUMN description;

ALTER TABLE certificate DROP COLUMN revocation_reason;

ALTER TABLE certificate_fact DROP COLUMN reason;

ALTER TABLE ethics_finding DROP COLUMN reason;

ALTER TABLE ethics_finding DROP COLUMN withdrawal_reason;

ALTER TABLE objection DROP COLUMN grounds;

ALTER TABLE objection DROP COLUMN decision_reason;

ALTER TABLE qualification DROP COLUMN name;

ALTER TABLE qualification DROP COLUMN issuer;

ALTER TABLE qualification DROP COLUMN withdrawal_reason;

ALTER TABLE suspension DROP COLUMN reason;

ALTER TABLE suspension DROP COLUMN reinstatement_reason;

ALTER TABLE suspension DROP COLUMN correction_reason;
