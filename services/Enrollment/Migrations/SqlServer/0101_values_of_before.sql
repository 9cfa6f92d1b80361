-- The values of before move.
UPDATE enrollment.learner SET student_number_id = NEWID()
WHERE student_number IS NOT NULL;

INSERT INTO enrollment.personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT l.student_number_id, 'learner', LOWER(CAST(l.id AS NVARCHAR(36))), 'student-number', l.student_number,
    l.student_number, 'student-number ' + l.institution,
    1, l.created_at
FROM enrollment.learner l
WHERE l.student_number_id IS NOT NULL;

UPDATE enrollment.learner SET person_id = NEWID()
WHERE person IS NOT NULL;

INSERT INTO enrollment.personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT l.person_id, 'learner', LOWER(CAST(l.id AS NVARCHAR(36))), 'person', l.person,
    l.person, NULL,
    0, l.created_at
FROM enrollment.learner l
WHERE l.person_id IS NOT NULL;

UPDATE enrollment.learner SET birth_date_id = NEWID()
WHERE birth_date IS NOT NULL;

INSERT INTO enrollment.personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT l.birth_date_id, 'learner', LOWER(CAST(l.id AS NVARCHAR(36))), 'birth-date', CONVERT(NVARCHAR(10), l.birth_date, 23),
    NULL, NULL,
    0, l.created_at
FROM enrollment.learner l
WHERE l.birth_date_id IS NOT NULL;

UPDATE enrollment.learner SET withdrawal_reason_id = NEWID()
WHERE withdrawal_reason IS NOT NULL;

INSERT INTO enrollment.personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT l.withdrawal_reason_id, 'learner', LOWER(CAST(l.id AS NVARCHAR(36))), 'withdrawal-reason', l.withdrawal_reason,
    NULL, NULL,
    0, l.created_at
FROM enrollment.learner l
WHERE l.withdrawal_reason_id IS NOT NULL;

UPDATE enrollment.learner_correction SET before_id = NEWID()
WHERE before IS NOT NULL;

INSERT INTO enrollment.personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT c.before_id, 'learner', LOWER(CAST(c.learner_id AS NVARCHAR(36))), 'correction', c.before,
    NULL, NULL,
    0, c.recorded_at
FROM enrollment.learner_correction c
WHERE c.before_id IS NOT NULL;

UPDATE enrollment.learner_correction SET after_id = NEWID()
WHERE after IS NOT NULL;

INSERT INTO enrollment.personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT c.after_id, 'learner', LOWER(CAST(c.learner_id AS NVARCHAR(36))), 'correction', c.after,
    NULL, NULL,
    0, c.recorded_at
FROM enrollment.learner_correction c
WHERE c.after_id IS NOT NULL;

UPDATE enrollment.outcome_fact SET reason_id = NEWID()
WHERE reason IS NOT NULL;

INSERT INTO enrollment.personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT f.reason_id, 'outcome', LOWER(CAST(f.outcome_id AS NVARCHAR(36))), 'reason', f.reason,
    NULL, NULL,
    0, f.recorded_at
FROM enrollment.outcome_fact f
WHERE f.reason_id IS NOT NULL;

UPDATE enrollment.x_certificate_version SET number_id = NEWID()
WHERE number IS NOT NULL;

INSERT INTO enrollment.personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT v.number_id, 'x-certificate', LOWER(CAST(v.certificate_id AS NVARCHAR(36))), 'number', v.number,
    CASE WHEN v.version = x.version THEN v.number END, CASE WHEN v.version = x.version THEN 'number ' + v.evaluator END,
    CASE WHEN v.version = x.version AND x.state = 'recorded' THEN 1 ELSE 0 END, v.recorded_at
FROM enrollment.x_certificate_version v
JOIN enrollment.x_certificate x ON x.id = v.certificate_id
WHERE v.number_id IS NOT NULL;

UPDATE enrollment.x_certificate_version SET account_id = NEWID()
WHERE account IS NOT NULL;

INSERT INTO enrollment.personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT v.account_id, 'x-certificate', LOWER(CAST(v.certificate_id AS NVARCHAR(36))), 'account', v.account,
    NULL, NULL,
    0, v.recorded_at
FROM enrollment.x_certificate_version v
WHERE v.account_id IS NOT NULL;

UPDATE enrollment.x_certificate_version SET reason_id = NEWID()
WHERE reason IS NOT NULL;

INSERT INTO enrollment.personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT v.reason_id, 'x-certificate', LOWER(CAST(v.certificate_id AS NVARCHAR(36))), 'reason', v.reason,
    NULL, NULL,
    0, v.recorded_at
FROM enrollment.x_certificate_version v
WHERE v.reason_id IS NOT NULL;

UPDATE enrollment.passed_module_version SET reason_id = NEWID()
WHERE reason IS NOT NULL;

INSERT INTO enrollment.personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT v.reason_id, 'passed-module', LOWER(CAST(v.passed_module_id AS NVARCHAR(36))), 'reason', v.reason,
    NULL, NULL,
    0, v.recorded_at
FROM enrollment.passed_module_version v
WHERE v.reason_id IS NOT NULL;

UPDATE enrollment.transfer_candidate SET appeal_grounds_id = NEWID()
WHERE appeal_grounds IS NOT NULL;

INSERT INTO enrollment.personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT c.appeal_grounds_id, 'transfer-candidate', LOWER(CAST(c.id AS NVARCHAR(36))), 'appeal-grounds', c.appeal_grounds,
    NULL, NULL,
    0, c.created_at
FROM enrollment.transfer_candidate c
WHERE c.appeal_grounds_id IS NOT NULL;

UPDATE enrollment.transfer_replaced SET reason_id = NEWID()
WHERE reason IS NOT NULL;

INSERT INTO enrollment.personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT r.reason_id, 'transfer-candidate', LOWER(CAST(r.candidate_id AS NVARCHAR(36))), 'reason', r.reason,
    NULL, NULL,
    0, r.replaced_at
FROM enrollment.transfer_replaced r
WHERE r.reason_id IS NOT NULL;

UPDATE enrollment.credit_decision SET reason_id = NEWID()
WHERE reason IS NOT NULL;

INSERT INTO enrollment.personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT d.reason_id, 'credit-decision', LOWER(CAST(d.id AS NVARCHAR(36))), 'reason', d.reason,
    NULL, NULL,
    0, d.recorded_at
FROM enrollment.credit_decision d
WHERE d.reason_id IS NOT NULL;
