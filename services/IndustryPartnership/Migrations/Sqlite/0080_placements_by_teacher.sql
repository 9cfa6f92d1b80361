CREATE INDEX ix_placement_teacher ON placement (teacher_id);
