CREATE INDEX ix_practice_base ON faculty.practice (base_id);

CREATE INDEX ix_application_method ON faculty.application (method_id);

CREATE INDEX ix_teacher_last_day ON $schema$.teacher (last_day);
