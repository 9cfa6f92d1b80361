-- The diploma after a stage, and whether the law annotates it 专升本 (D3). Until now one side awarded one, and the other the bachelor's.
ALTER TABLE enrollment.pathway_stage ALTER COLUMN taught_by NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL;
ALTER TABLE enrollment.pathway_stage ADD diploma NVARCHAR(20) COLLATE Latin1_General_BIN2 NULL;
ALTER TABLE enrollment.pathway_stage ADD annotated INT NOT NULL CONSTRAINT df_pathway_stage_annotated DEFAULT 0;
GO

UPDATE enrollment.pathway_stage
SET diploma = (SELECT w.from_diploma FROM enrollment.pathway w WHERE w.code = enrollment.pathway_stage.pathway_code)
WHERE taught_by = 'from' AND position = (
    SELECT MAX(f.position) FROM enrollment.pathway_stage f
    WHERE f.pathway_code = enrollment.pathway_stage.pathway_code AND f.taught_by = 'from');

UPDATE enrollment.pathway_stage
SET diploma = 'bachelor', annotated = (
    SELECT CASE WHEN w.from_diploma = 'associate' THEN 1 ELSE 0 END
    FROM enrollment.pathway w WHERE w.code = enrollment.pathway_stage.pathway_code)
WHERE taught_by = 'to' AND position = (
    SELECT MAX(f.position) FROM enrollment.pathway_stage f
    WHERE f.pathway_code = enrollment.pathway_stage.pathway_code);
GO

ALTER TABLE enrollment.pathway DROP CONSTRAINT df_pathway_from_diploma;
ALTER TABLE enrollment.pathway DROP COLUMN from_diploma;

-- The institution and the major of each owner of a pathway's stages, in their order (D1).
CREATE TABLE enrollment.articulation_owner (
    articulation_id UNIQUEIDENTIFIER NOT NULL,
    position INT NOT NULL,
    owner NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    major NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    major_name NVARCHAR(200) NOT NULL,
    CONSTRAINT pk_articulation_owner PRIMARY KEY (articulation_id, position)
);

CREATE INDEX ix_articulation_owner_institution ON enrollment.articulation_owner (institution, major);
GO

INSERT INTO enrollment.articulation_owner (articulation_id, position, owner, institution, major, major_name)
SELECT id, 1, 'from', from_institution, from_major, from_major_name FROM enrollment.articulation
UNION ALL
SELECT id, 2, 'to', to_institution, to_major, to_major_name FROM enrollment.articulation;

-- A later cohort may have another revision of the same route; an earlier one keeps its own (D6b).
ALTER TABLE enrollment.articulation ADD route NVARCHAR(400) COLLATE Latin1_General_BIN2 NULL;
ALTER TABLE enrollment.articulation ADD revision INT NULL;
ALTER TABLE enrollment.articulation ADD first_cohort INT NULL;
ALTER TABLE enrollment.articulation DROP CONSTRAINT uq_articulation_pair;
GO

UPDATE enrollment.articulation
SET route = from_institution + '/' + from_major + '>' + to_institution + '/' + to_major, revision = 1;
GO

ALTER TABLE enrollment.articulation ALTER COLUMN route NVARCHAR(400) COLLATE Latin1_General_BIN2 NOT NULL;
ALTER TABLE enrollment.articulation ALTER COLUMN revision INT NOT NULL;
ALTER TABLE enrollment.articulation ADD CONSTRAINT uq_articulation_route UNIQUE (route, revision);
