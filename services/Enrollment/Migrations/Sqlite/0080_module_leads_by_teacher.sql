CREATE INDEX ix_module_lead_teacher ON module_lead (teacher_id);
