ALTER TABLE faculty.employment_fact ADD recorded_on DATE NULL;

ALTER TABLE faculty.certificate_fact ADD recorded_on DATE NULL;
GO

UPDATE faculty.employment_fact SET recorded_on = CAST(recorded_at AS DATE);

UPDATE faculty.certificate_fact SET recorded_on = CAST(recorded_at AS DATE);
GO

ALTER TABLE faculty.employment_fact ALTER COLUMN recorded_on DATE NOT NULL;

ALTER TABLE faculty.certificate_fact ALTER COLUMN recorded_on DATE NOT NULL;
