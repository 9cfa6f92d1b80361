CREATE INDEX ix_practice_base ON faculty.practice (base_id);

CREATE INDEX ix_application_method ON faculty.application (method_id);
