-- Personal values and free text move to personal_value, and records have the ids alone (D44). Empty texts were erased.
ALTER TABLE faculty.teacher ADD person_id UNIQUEIDENTIFIER NULL;

ALTER TABLE faculty.employment ADD staff_number_id UNIQUEIDENTIFIER NULL;

ALTER TABLE faculty.employment ADD subjects_id UNIQUEIDENTIFIER NULL;

ALTER TABLE faculty.employment_record ADD staff_number_id UNIQUEIDENTIFIER NULL;

ALTER TABLE faculty.employment_record ADD subjects_id UNIQUEIDENTIFIER NULL;

ALTER TABLE faculty.employment_record ADD reason_id UNIQUEIDENTIFIER NULL;

ALTER TABLE faculty.decision ADD grounds_id UNIQUEIDENTIFIER NULL;

ALTER TABLE faculty.decision_member ADD id UNIQUEIDENTIFIER NULL;

ALTER TABLE faculty.decision_member ADD member_id UNIQUEIDENTIFIER NULL;

ALTER TABLE faculty.decision_member ADD reason_id UNIQUEIDENTIFIER NULL;

ALTER TABLE faculty.application ADD withdrawal_reason_id UNIQUEIDENTIFIER NULL;

ALTER TABLE faculty.application_evidence ADD description_id UNIQUEIDENTIFIER NULL;

ALTER TABLE faculty.certificate ADD revocation_reason_id UNIQUEIDENTIFIER NULL;

ALTER TABLE faculty.certificate_fact ADD reason_id UNIQUEIDENTIFIER NULL;

ALTER TABLE faculty.ethics_finding ADD reason_id UNIQUEIDENTIFIER NULL;

ALTER TABLE faculty.ethics_finding ADD withdrawal_reason_id UNIQUEIDENTIFIER NULL;

ALTER TABLE faculty.objection ADD grounds_id UNIQUEIDENTIFIER NULL;

ALTER TABLE faculty.objection ADD decision_reason_id UNIQUEIDENTIFIER NULL;

ALTER TABLE faculty.qualification ADD name_id UNIQUEIDENTIFIER NULL;

ALTER TABLE faculty.qualification ADD issuer_id UNIQUEIDENTIFIER NULL;

ALTER TABLE faculty.qualification ADD withdrawal_reason_id UNIQUEIDENTIFIER NULL;

ALTER TABLE faculty.suspension ADD reason_id UNIQUEIDENTIFIER NULL;

ALTER TABLE faculty.suspension ADD reinstatement_reason_id UNIQUEIDENTIFIER NULL;

ALTER TABLE faculty.suspension ADD correction_reason_id UNIQUEIDENTIFIER NULL;
GO

UPDATE faculty.teacher
SET person_id = NEWID()
WHERE person IS NOT NULL;

INSERT INTO faculty.personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT x.person_id, 'teacher', LOWER(CAST(x.id AS NVARCHAR(36))), 'person',
    x.person, x.person, 'person teacher', 1, x.created_at
FROM faculty.teacher x
WHERE x.person_id IS NOT NULL;

UPDATE faculty.employment
SET staff_number_id = NEWID()
WHERE teacher_id IN (SELECT t.id FROM faculty.teacher t WHERE t.erased_on IS NULL);

INSERT INTO faculty.personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT x.staff_number_id, 'employment', LOWER(CAST(x.id AS NVARCHAR(36))), 'staff-number',
    x.staff_number, x.staff_number, 'staff-number ' + x.institution, 1, x.created_at
FROM faculty.employment x
WHERE x.staff_number_id IS NOT NULL;

UPDATE faculty.employment
SET subjects_id = NEWID()
WHERE subjects <> '';

INSERT INTO faculty.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.subjects_id, 'employment', LOWER(CAST(x.id AS NVARCHAR(36))), 'subjects',
    x.subjects, 0, x.created_at
FROM faculty.employment x
WHERE x.subjects_id IS NOT NULL;

UPDATE faculty.employment_record
SET staff_number_id = (
    SELECT e.staff_number_id
    FROM faculty.employment e
    WHERE e.id = faculty.employment_record.employment_id AND e.staff_number = faculty.employment_record.staff_number);

UPDATE faculty.employment_record
SET staff_number_id = NEWID()
WHERE staff_number_id IS NULL AND staff_number <> '';

INSERT INTO faculty.personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT x.staff_number_id, 'employment', LOWER(CAST(x.employment_id AS NVARCHAR(36))), 'staff-number', x.staff_number, x.staff_number,
    'staff-number ' + e.institution, 0, x.recorded_at
FROM faculty.employment_record x
INNER JOIN faculty.employment e ON e.id = x.employment_id
WHERE x.staff_number_id <> e.staff_number_id;

UPDATE faculty.employment_record
SET subjects_id = (
    SELECT e.subjects_id
    FROM faculty.employment e
    WHERE e.id = faculty.employment_record.employment_id AND e.subjects = faculty.employment_record.subjects);

UPDATE faculty.employment_record
SET subjects_id = NEWID()
WHERE subjects_id IS NULL AND subjects <> '';

INSERT INTO faculty.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.subjects_id, 'employment', LOWER(CAST(x.employment_id AS NVARCHAR(36))), 'subjects', x.subjects, 0, x.recorded_at
FROM faculty.employment_record x
INNER JOIN faculty.employment e ON e.id = x.employment_id
WHERE x.subjects_id IS NOT NULL AND (e.subjects_id IS NULL OR x.subjects_id <> e.subjects_id);

UPDATE faculty.employment_record
SET reason_id = NEWID()
WHERE reason <> '';

INSERT INTO faculty.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.reason_id, 'employment', LOWER(CAST(x.employment_id AS NVARCHAR(36))), 'reason',
    x.reason, 0, x.recorded_at
FROM faculty.employment_record x
WHERE x.reason_id IS NOT NULL;

UPDATE faculty.decision
SET grounds_id = NEWID()
WHERE grounds <> '';

INSERT INTO faculty.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.grounds_id, 'decision', LOWER(CAST(x.id AS NVARCHAR(36))), 'grounds',
    x.grounds, 0, x.recorded_at
FROM faculty.decision x
WHERE x.grounds_id IS NOT NULL;

UPDATE faculty.decision_member
SET id = NEWID()
WHERE id IS NULL;

UPDATE faculty.decision_member
SET member_id = NEWID()
WHERE member <> '';

INSERT INTO faculty.personal_value (id, kind, thing_id, member, value, lookup, holds, recorded_at)
SELECT x.member_id, 'panel-member', LOWER(CAST(x.id AS NVARCHAR(36))), 'member', x.member, x.member, 0, d.recorded_at
FROM faculty.decision_member x
INNER JOIN faculty.decision d ON d.id = x.decision_id;

UPDATE faculty.decision_member
SET reason_id = NEWID()
WHERE reason <> '';

INSERT INTO faculty.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.reason_id, 'decision', LOWER(CAST(x.decision_id AS NVARCHAR(36))), 'reason', x.reason, 0, d.recorded_at
FROM faculty.decision_member x
INNER JOIN faculty.decision d ON d.id = x.decision_id
WHERE x.reason_id IS NOT NULL;

UPDATE faculty.application
SET withdrawal_reason_id = NEWID()
WHERE withdrawal_reason <> '';

INSERT INTO faculty.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.withdrawal_reason_id, 'application', LOWER(CAST(x.id AS NVARCHAR(36))), 'withdrawal-reason',
    x.withdrawal_reason, 0, x.created_at
FROM faculty.application x
WHERE x.withdrawal_reason_id IS NOT NULL;

UPDATE faculty.application_evidence
SET description_id = NEWID()
WHERE description <> '';

INSERT INTO faculty.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.description_id, 'application', LOWER(CAST(x.application_id AS NVARCHAR(36))), 'evidence', x.description, 0, a.created_at
FROM faculty.application_evidence x
INNER JOIN faculty.application a ON a.id = x.application_id
WHERE x.description_id IS NOT NULL;

UPDATE faculty.certificate
SET revocation_reason_id = NEWID()
WHERE revocation_reason <> '';

INSERT INTO faculty.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.revocation_reason_id, 'certificate', LOWER(CAST(x.id AS NVARCHAR(36))), 'revocation-reason',
    x.revocation_reason, 0, x.created_at
FROM faculty.certificate x
WHERE x.revocation_reason_id IS NOT NULL;

UPDATE faculty.certificate_fact
SET reason_id = NEWID()
WHERE reason <> '';

INSERT INTO faculty.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.reason_id, 'certificate', LOWER(CAST(x.certificate_id AS NVARCHAR(36))), 'reason',
    x.reason, 0, x.recorded_at
FROM faculty.certificate_fact x
WHERE x.reason_id IS NOT NULL;

UPDATE faculty.ethics_finding
SET reason_id = NEWID()
WHERE reason <> '';

INSERT INTO faculty.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.reason_id, 'ethics-finding', LOWER(CAST(x.id AS NVARCHAR(36))), 'reason',
    x.reason, 0, x.created_at
FROM faculty.ethics_finding x
WHERE x.reason_id IS NOT NULL;

UPDATE faculty.ethics_finding
SET withdrawal_reason_id = NEWID()
WHERE withdrawal_reason IS NOT NULL;

INSERT INTO faculty.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.withdrawal_reason_id, 'ethics-finding', LOWER(CAST(x.id AS NVARCHAR(36))), 'withdrawal-reason',
    x.withdrawal_reason, 0, x.created_at
FROM faculty.ethics_finding x
WHERE x.withdrawal_reason_id IS NOT NULL
    AND x.withdrawal_reason <> '';

UPDATE faculty.objection
SET grounds_id = NEWID()
WHERE grounds <> '';

INSERT INTO faculty.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.grounds_id, 'objection', LOWER(CAST(x.id AS NVARCHAR(36))), 'grounds',
    x.grounds, 0, x.created_at
FROM faculty.objection x
WHERE x.grounds_id IS NOT NULL;

UPDATE faculty.objection
SET decision_reason_id = NEWID()
WHERE decision_reason <> '';

INSERT INTO faculty.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.decision_reason_id, 'objection', LOWER(CAST(x.id AS NVARCHAR(36))), 'decision-reason',
    x.decision_reason, 0, x.created_at
FROM faculty.objection x
WHERE x.decision_reason_id IS NOT NULL;

UPDATE faculty.qualification
SET name_id = NEWID()
WHERE name <> '';

INSERT INTO faculty.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.name_id, 'qualification', LOWER(CAST(x.id AS NVARCHAR(36))), 'name',
    x.name, 0, x.created_at
FROM faculty.qualification x
WHERE x.name_id IS NOT NULL;

UPDATE faculty.qualification
SET issuer_id = NEWID()
WHERE issuer <> '';

INSERT INTO faculty.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.issuer_id, 'qualification', LOWER(CAST(x.id AS NVARCHAR(36))), 'issuer',
    x.issuer, 0, x.created_at
FROM faculty.qualification x
WHERE x.issuer_id IS NOT NULL;

UPDATE faculty.qualification
SET withdrawal_reason_id = NEWID()
WHERE withdrawal_reason IS NOT NULL;

INSERT INTO faculty.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.withdrawal_reason_id, 'qualification', LOWER(CAST(x.id AS NVARCHAR(36))), 'withdrawal-reason',
    x.withdrawal_reason, 0, x.created_at
FROM faculty.qualification x
WHERE x.withdrawal_reason_id IS NOT NULL
    AND x.withdrawal_reason <> '';

UPDATE faculty.suspension
SET reason_id = NEWID()
WHERE reason <> '';

INSERT INTO faculty.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.reason_id, 'certificate', LOWER(CAST(x.certificate_id AS NVARCHAR(36))), 'reason',
    x.reason, 0, x.created_at
FROM faculty.suspension x
WHERE x.reason_id IS NOT NULL;

UPDATE faculty.suspension
SET reinstatement_reason_id = NEWID()
WHERE reinstatement_reason <> '';

INSERT INTO faculty.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.reinstatement_reason_id, 'certificate', LOWER(CAST(x.certificate_id AS NVARCHAR(36))), 'reason',
    x.reinstatement_reason, 0, x.created_at
FROM faculty.suspension x
WHERE x.reinstatement_reason_id IS NOT NULL;

UPDATE faculty.suspension
SET correction_reason_id = NEWID()
WHERE correction_reason <> '';

INSERT INTO faculty.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT x.correction_reason_id, 'certificate', LOWER(CAST(x.certificate_id AS NVARCHAR(36))), 'reason',
    x.correction_reason, 0, x.created_at
FROM faculty.suspension x
WHERE x.correction_reason_id IS NOT NULL;

DROP INDEX uq_teacher_person ON faculty.teacher;

ALTER TABLE faculty.teacher DROP COLUMN person;

CREATE INDEX ix_teacher_person ON faculty.teacher (person_id);

ALTER TABLE faculty.employment DROP CONSTRAINT uq_employment_staff_number;

ALTER TABLE faculty.employment DROP COLUMN staff_number;

ALTER TABLE faculty.employment DROP COLUMN subjects;

CREATE INDEX ix_employment_staff_number ON faculty.employment (staff_number_id);

ALTER TABLE faculty.employment_record DROP COLUMN staff_number;

ALTER TABLE faculty.employment_record DROP COLUMN subjects;

ALTER TABLE faculty.employment_record DROP COLUMN reason;

ALTER TABLE faculty.decision DROP COLUMN grounds;

DROP INDEX ix_decision_member_member ON faculty.decision_member;

ALTER TABLE faculty.decision_member DROP CONSTRAINT uq_decision_member;

ALTER TABLE faculty.decision_member DROP COLUMN member;

ALTER TABLE faculty.decision_member DROP COLUMN reason;

ALTER TABLE faculty.decision_member ALTER COLUMN id UNIQUEIDENTIFIER NOT NULL;

CREATE INDEX ix_decision_member_decision ON faculty.decision_member (decision_id);

CREATE INDEX ix_decision_member_member ON faculty.decision_member (member_id);

ALTER TABLE faculty.application DROP COLUMN withdrawal_reason;

ALTER TABLE faculty.application_evidence DROP COLUMN description;

ALTER TABLE faculty.certificate DROP COLUMN revocation_reason;

ALTER TABLE faculty.certificate_fact DROP COLUMN reason;

ALTER TABLE faculty.ethics_finding DROP COLUMN reason;

ALTER TABLE faculty.ethics_finding DROP COLUMN withdrawal_reason;

ALTER TABLE faculty.objection DROP COLUMN grounds;

ALTER TABLE faculty.objection DROP COLUMN decision_reason;

ALTER TABLE faculty.qualification DROP COLUMN name;

ALTER TABLE faculty.qualification DROP COLUMN issuer;

ALTER TABLE faculty.qualification DROP COLUMN withdrawal_reason;

ALTER TABLE faculty.suspension DROP COLUMN reason;

ALTER TABLE faculty.suspension DROP COLUMN reinstatement_reason;

ALTER TABLE faculty.suspension DROP COLUMN correction_reason;
