-- Personal values and free text move to personal_value, and records have the ids alone (D44).
ALTER TABLE enrollment.learner ADD student_number_id UNIQUEIDENTIFIER NULL;
ALTER TABLE enrollment.learner ADD person_id UNIQUEIDENTIFIER NULL;
ALTER TABLE enrollment.learner ADD birth_date_id UNIQUEIDENTIFIER NULL;
ALTER TABLE enrollment.learner ADD withdrawal_reason_id UNIQUEIDENTIFIER NULL;

ALTER TABLE enrollment.learner_correction ADD before_id UNIQUEIDENTIFIER NULL;
ALTER TABLE enrollment.learner_correction ADD after_id UNIQUEIDENTIFIER NULL;

ALTER TABLE enrollment.outcome_fact ADD reason_id UNIQUEIDENTIFIER NULL;

ALTER TABLE enrollment.x_certificate_version ADD number_id UNIQUEIDENTIFIER NULL;
ALTER TABLE enrollment.x_certificate_version ADD account_id UNIQUEIDENTIFIER NULL;
ALTER TABLE enrollment.x_certificate_version ADD reason_id UNIQUEIDENTIFIER NULL;

ALTER TABLE enrollment.passed_module_version ADD reason_id UNIQUEIDENTIFIER NULL;

ALTER TABLE enrollment.transfer_candidate ADD appeal_grounds_id UNIQUEIDENTIFIER NULL;

ALTER TABLE enrollment.transfer_replaced ADD reason_id UNIQUEIDENTIFIER NULL;

ALTER TABLE enrollment.credit_decision ADD reason_id UNIQUEIDENTIFIER NULL;

-- The day from which nobody sees the learner.
ALTER TABLE enrollment.learner ADD erased_on DATE NULL;
