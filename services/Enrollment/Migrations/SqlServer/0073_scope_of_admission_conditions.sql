-- Conditions of an admission are an authority's for the region (scope ''), or an institution's for its own admissions (D2). Until now each
-- one was for all: those of institutions stay theirs alone.
ALTER TABLE enrollment.admission_condition ADD scope NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL
    CONSTRAINT df_admission_condition_scope DEFAULT '';
ALTER TABLE enrollment.admission_condition DROP CONSTRAINT uq_admission_condition_region;
GO

UPDATE enrollment.admission_condition
SET scope = author
WHERE author IN (
    SELECT o.code FROM enrollment.organisation o WHERE o.kind IN ('university', 'vocational-college', 'secondary-school'));

ALTER TABLE enrollment.admission_condition ADD CONSTRAINT uq_admission_condition_scope UNIQUE (pathway_code, year, region, scope);

ALTER TABLE enrollment.admission_condition_replaced ADD reason NVARCHAR(400) NULL;
