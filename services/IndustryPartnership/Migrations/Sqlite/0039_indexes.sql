CREATE INDEX ix_learner_cohort ON learner (institution, cohort);

CREATE INDEX ix_learner_person ON learner (person);

CREATE INDEX ix_application_offered ON application (state, offered_until);

CREATE INDEX ix_receipt_enterprise ON receipt (enterprise, seq);

CREATE INDEX ix_receipt_institution ON receipt (institution, seq);

CREATE INDEX ix_one_time_link_expiry ON one_time_link (expires_at);

CREATE INDEX ix_placement_state ON placement (state, ends_on);
