CREATE INDEX ix_learner_student_number ON enrollment.learner (student_number);
