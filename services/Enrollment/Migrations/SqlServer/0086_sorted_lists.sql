-- Learners, and those of an articulation, in the order of their enrolment.
CREATE INDEX ix_learner_enrolled ON enrollment.learner (enrolled_on);

CREATE INDEX ix_learner_articulation_enrolled ON enrollment.learner (articulation_id, enrolled_on);
