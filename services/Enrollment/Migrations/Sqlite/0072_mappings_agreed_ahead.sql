-- A mapping of credit is agreed ahead, or is a correction. Those that were agreed until now apply from their first day, as they did (D12).
ALTER TABLE credit_mapping ADD COLUMN correction INTEGER NOT NULL DEFAULT 0;
ALTER TABLE credit_mapping ADD COLUMN applies_from TEXT NULL;
-- Until now each line earned for itself, and not each module once.
ALTER TABLE credit_mapping ADD COLUMN by_module INTEGER NOT NULL DEFAULT 0;

UPDATE credit_mapping SET applies_from = valid_from WHERE state = 'agreed';
