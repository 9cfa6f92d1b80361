-- A mapping of credit is agreed ahead, or is a correction. Those that were agreed until now apply from their first day, as they did (D12).
ALTER TABLE enrollment.credit_mapping ADD correction INT NOT NULL
    CONSTRAINT df_credit_mapping_correction DEFAULT 0;
ALTER TABLE enrollment.credit_mapping ADD applies_from DATE NULL;
-- Until now each line earned for itself, and not each module once.
ALTER TABLE enrollment.credit_mapping ADD by_module INT NOT NULL
    CONSTRAINT df_credit_mapping_by_module DEFAULT 0;
GO

UPDATE enrollment.credit_mapping SET applies_from = valid_from WHERE state = 'agreed';
