CREATE INDEX ix_learner_cohort ON partnership.learner (institution, cohort);

CREATE INDEX ix_learner_person ON partnership.learner (person);

CREATE INDEX ix_application_offered ON partnership.application (state, offered_until);

CREATE INDEX ix_receipt_enterprise ON partnership.receipt (enterprise, seq);

CREATE INDEX ix_receipt_institution ON partnership.receipt (institution, seq);

CREATE INDEX ix_one_time_link_expiry ON partnership.one_time_link (expires_at);

CREATE INDEX ix_placement_state ON partnership.placement (state, ends_on);
