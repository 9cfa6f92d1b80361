-- Learners, and those of an articulation, in the order of their enrolment.
CREATE INDEX ix_learner_enrolled ON learner (enrolled_on);

CREATE INDEX ix_learner_articulation_enrolled ON learner (articulation_id, enrolled_on);
