CREATE INDEX ix_learner_institution ON learner (institution, seq);

CREATE INDEX ix_learner_present ON learner (present_institution, seq);

CREATE INDEX ix_learner_person ON learner (person);

DROP INDEX ix_learner_articulation;

CREATE INDEX ix_learner_cohort ON learner (articulation_id, cohort, state, stage);

CREATE INDEX ix_transfer_candidate_learner ON transfer_candidate (learner_id);
