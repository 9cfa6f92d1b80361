CREATE INDEX ix_placement_teacher ON partnership.placement (teacher_id);
