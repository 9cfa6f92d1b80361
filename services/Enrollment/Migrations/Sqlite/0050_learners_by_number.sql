CREATE INDEX ix_learner_student_number ON learner (student_number);
