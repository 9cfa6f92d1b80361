CREATE INDEX ix_module_lead_teacher ON enrollment.module_lead (teacher_id);
