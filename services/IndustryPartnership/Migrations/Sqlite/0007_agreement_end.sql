ALTER TABLE agreement ADD COLUMN terminated_on TEXT NULL;
