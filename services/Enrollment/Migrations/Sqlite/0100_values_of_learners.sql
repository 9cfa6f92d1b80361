-- Personal values and free text move to personal_value, and records have the ids alone (D44).
ALTER TABLE learner ADD COLUMN student_number_id TEXT NULL;
ALTER TABLE learner ADD COLUMN person_id TEXT NULL;
ALTER TABLE learner ADD COLUMN birth_date_id TEXT NULL;
ALTER TABLE learner ADD COLUMN withdrawal_reason_id TEXT NULL;

ALTER TABLE learner_correction ADD COLUMN before_id TEXT NULL;
ALTER TABLE learner_correction ADD COLUMN after_id TEXT NULL;

ALTER TABLE outcome_fact ADD COLUMN reason_id TEXT NULL;

ALTER TABLE x_certificate_version ADD COLUMN number_id TEXT NULL;
ALTER TABLE x_certificate_version ADD COLUMN account_id TEXT NULL;
ALTER TABLE x_certificate_version ADD COLUMN reason_id TEXT NULL;

ALTER TABLE passed_module_version ADD COLUMN reason_id TEXT NULL;

ALTER TABLE transfer_candidate ADD COLUMN appeal_grounds_id TEXT NULL;

ALTER TABLE transfer_replaced ADD COLUMN reason_id TEXT NULL;

ALTER TABLE credit_decision ADD COLUMN reason_id TEXT NULL;

-- The day from which nobody sees the learner.
ALTER TABLE learner ADD COLUMN erased_on TEXT NULL;
