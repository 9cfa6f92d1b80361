-- A learner whose data were erased has no birth date (D44).
ALTER TABLE partnership.learner ALTER COLUMN birth_date DATE NULL;

CREATE INDEX ix_placement_change_learner ON partnership.placement_change (learner_id);

CREATE INDEX ix_teacher_practice_teacher ON partnership.teacher_practice (teacher_id);
