CREATE INDEX ix_practice_base ON practice (base_id);

CREATE INDEX ix_application_method ON application (method_id);

CREATE INDEX ix_teacher_last_day ON teacher (last_day);
