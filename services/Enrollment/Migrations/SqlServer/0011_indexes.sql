CREATE INDEX ix_learner_institution ON enrollment.learner (institution, seq);

CREATE INDEX ix_learner_present ON enrollment.learner (present_institution, seq);

CREATE INDEX ix_learner_person ON enrollment.learner (person);

DROP INDEX ix_learner_articulation ON enrollment.learner;

CREATE INDEX ix_learner_cohort ON enrollment.learner (articulation_id, cohort, state, stage);

CREATE INDEX ix_transfer_candidate_learner ON enrollment.transfer_candidate (learner_id);
