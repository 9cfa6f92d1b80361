-- The columns of the values go.
ALTER TABLE enrollment.learner DROP CONSTRAINT uq_learner_student_number;

DROP INDEX ix_learner_person ON enrollment.learner;

DROP INDEX ix_learner_student_number ON enrollment.learner;

ALTER TABLE enrollment.learner DROP COLUMN student_number;

ALTER TABLE enrollment.learner DROP COLUMN person;

ALTER TABLE enrollment.learner DROP COLUMN birth_date;

ALTER TABLE enrollment.learner DROP COLUMN withdrawal_reason;

CREATE INDEX ix_learner_person ON enrollment.learner (person_id);

CREATE INDEX ix_learner_student_number ON enrollment.learner (student_number_id);

DROP INDEX uq_x_certificate_number ON enrollment.x_certificate;

ALTER TABLE enrollment.x_certificate DROP COLUMN number;

ALTER TABLE enrollment.learner_correction DROP COLUMN before;

ALTER TABLE enrollment.learner_correction DROP COLUMN after;

ALTER TABLE enrollment.outcome_fact DROP COLUMN reason;

ALTER TABLE enrollment.x_certificate_version DROP COLUMN number;

ALTER TABLE enrollment.x_certificate_version DROP COLUMN account;

ALTER TABLE enrollment.x_certificate_version DROP COLUMN reason;

ALTER TABLE enrollment.passed_module_version DROP COLUMN reason;

ALTER TABLE enrollment.transfer_candidate DROP COLUMN appeal_grounds;

ALTER TABLE enrollment.transfer_replaced DROP COLUMN reason;

ALTER TABLE enrollment.credit_decision DROP COLUMN reason;
