-- The values of before move.
PRAGMA secure_delete = ON;

UPDATE learner SET student_number_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE student_number IS NOT NULL;

INSERT INTO personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT l.student_number_id, 'learner', lower(l.id), 'student-number', l.student_number,
    l.student_number, 'student-number ' || l.institution,
    1, l.created_at
FROM learner l
WHERE l.student_number_id IS NOT NULL;

UPDATE learner SET person_id = upper(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE person IS NOT NULL;

INSERT INTO personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT l.person_id, 'learner', lower(l.id), 'person', l.person,
    l.person, NULL,
    0, l.created_at
FROM learner l
WHERE l.person_id IS NOT NULL;

UPDATE learner SET birth_date_id = upper(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE birth_date IS NOT NULL;

INSERT INTO personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT l.birth_date_id, 'learner', lower(l.id), 'birth-date', l.birth_date,
    NULL, NULL,
    0, l.created_at
FROM learner l
WHERE l.birth_date_id IS NOT NULL;

UPDATE learner SET withdrawal_reason_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE withdrawal_reason IS NOT NULL;

INSERT INTO personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT l.withdrawal_reason_id, 'learner', lower(l.id), 'withdrawal-reason', l.withdrawal_reason,
    NULL, NULL,
    0, l.created_at
FROM learner l
WHERE l.withdrawal_reason_id IS NOT NULL;

UPDATE learner_correction SET before_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE before IS NOT NULL;

INSERT INTO personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT c.before_id, 'learner', lower(c.learner_id), 'correction', c.before,
    NULL, NULL,
    0, c.recorded_at
FROM learner_correction c
WHERE c.before_id IS NOT NULL;

UPDATE learner_correction SET after_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE after IS NOT NULL;

INSERT INTO personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT c.after_id, 'learner', lower(c.learner_id), 'correction', c.after,
    NULL, NULL,
    0, c.recorded_at
FROM learner_correction c
WHERE c.after_id IS NOT NULL;

UPDATE outcome_fact SET reason_id = upper(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE reason IS NOT NULL;

INSERT INTO personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT f.reason_id, 'outcome', lower(f.outcome_id), 'reason', f.reason,
    NULL, NULL,
    0, f.recorded_at
FROM outcome_fact f
WHERE f.reason_id IS NOT NULL;

UPDATE x_certificate_version SET number_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE number IS NOT NULL;

INSERT INTO personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT v.number_id, 'x-certificate', lower(v.certificate_id), 'number', v.number,
    CASE WHEN v.version = x.version THEN v.number END, CASE WHEN v.version = x.version THEN 'number ' || v.evaluator END,
    CASE WHEN v.version = x.version AND x.state = 'recorded' THEN 1 ELSE 0 END, v.recorded_at
FROM x_certificate_version v
JOIN x_certificate x ON x.id = v.certificate_id
WHERE v.number_id IS NOT NULL;

UPDATE x_certificate_version SET account_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE account IS NOT NULL;

INSERT INTO personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT v.account_id, 'x-certificate', lower(v.certificate_id), 'account', v.account,
    NULL, NULL,
    0, v.recorded_at
FROM x_certificate_version v
WHERE v.account_id IS NOT NULL;

UPDATE x_certificate_version SET reason_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE reason IS NOT NULL;

INSERT INTO personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT v.reason_id, 'x-certificate', lower(v.certificate_id), 'reason', v.reason,
    NULL, NULL,
    0, v.recorded_at
FROM x_certificate_version v
WHERE v.reason_id IS NOT NULL;

UPDATE passed_module_version SET reason_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE reason IS NOT NULL;

INSERT INTO personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT v.reason_id, 'passed-module', lower(v.passed_module_id), 'reason', v.reason,
    NULL, NULL,
    0, v.recorded_at
FROM passed_module_version v
WHERE v.reason_id IS NOT NULL;

UPDATE transfer_candidate SET appeal_grounds_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE appeal_grounds IS NOT NULL;

INSERT INTO personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT c.appeal_grounds_id, 'transfer-candidate', lower(c.id), 'appeal-grounds', c.appeal_grounds,
    NULL, NULL,
    0, c.created_at
FROM transfer_candidate c
WHERE c.appeal_grounds_id IS NOT NULL;

UPDATE transfer_replaced SET reason_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE reason IS NOT NULL;

INSERT INTO personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT r.reason_id, 'transfer-candidate', lower(r.candidate_id), 'reason', r.reason,
    NULL, NULL,
    0, r.replaced_at
FROM transfer_replaced r
WHERE r.reason_id IS NOT NULL;

UPDATE credit_decision SET reason_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE reason IS NOT NULL;

INSERT INTO personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
SELECT d.reason_id, 'credit-decision', lower(d.id), 'reason', d.reason,
    NULL, NULL,
    0, d.recorded_at
FROM credit_decision d
WHERE d.reason_id IS NOT NULL;
