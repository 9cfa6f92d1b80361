-- The diploma after a stage, and whether the law annotates it 专升本 (D3). Until now one side awarded one, and the other the bachelor's.
ALTER TABLE pathway_stage ADD COLUMN diploma TEXT NULL;
ALTER TABLE pathway_stage ADD COLUMN annotated INTEGER NOT NULL DEFAULT 0;

UPDATE pathway_stage
SET diploma = (SELECT w.from_diploma FROM pathway w WHERE w.code = pathway_stage.pathway_code)
WHERE taught_by = 'from' AND position = (
    SELECT MAX(f.position) FROM pathway_stage f
    WHERE f.pathway_code = pathway_stage.pathway_code AND f.taught_by = 'from');

UPDATE pathway_stage
SET diploma = 'bachelor', annotated = (
    SELECT CASE WHEN w.from_diploma = 'associate' THEN 1 ELSE 0 END
    FROM pathway w WHERE w.code = pathway_stage.pathway_code)
WHERE taught_by = 'to' AND position = (
    SELECT MAX(f.position) FROM pathway_stage f
    WHERE f.pathway_code = pathway_stage.pathway_code);

ALTER TABLE pathway DROP COLUMN from_diploma;

-- The institution and the major of each owner of a pathway's stages, in their order (D1).
CREATE TABLE articulation_owner (
    articulation_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    owner TEXT NOT NULL,
    institution TEXT NOT NULL,
    major TEXT NOT NULL,
    major_name TEXT NOT NULL,
    CONSTRAINT pk_articulation_owner PRIMARY KEY (articulation_id, position)
);

CREATE INDEX ix_articulation_owner_institution ON articulation_owner (institution, major);

INSERT INTO articulation_owner (articulation_id, position, owner, institution, major, major_name)
SELECT id, 1, 'from', from_institution, from_major, from_major_name FROM articulation
UNION ALL
SELECT id, 2, 'to', to_institution, to_major, to_major_name FROM articulation;

-- A later cohort may have another revision of the same route; an earlier one keeps its own (D6b).
CREATE TABLE new_articulation (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    pathway_code TEXT NOT NULL,
    from_institution TEXT NOT NULL,
    from_major TEXT NOT NULL,
    from_major_name TEXT NOT NULL,
    to_institution TEXT NOT NULL,
    to_major TEXT NOT NULL,
    to_major_name TEXT NOT NULL,
    internship_credits INTEGER NOT NULL,
    internship_credit_cap INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL,
    agreement_id TEXT NULL,
    closure_reason TEXT NULL,
    enrolled INTEGER NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    route TEXT NOT NULL,
    revision INTEGER NOT NULL,
    first_cohort INTEGER NULL,
    CONSTRAINT uq_articulation_id UNIQUE (id),
    CONSTRAINT uq_articulation_route UNIQUE (route, revision)
);

INSERT INTO new_articulation (
    seq, id, pathway_code, from_institution, from_major, from_major_name, to_institution, to_major, to_major_name, internship_credits,
    internship_credit_cap, state, agreement_id, closure_reason, enrolled, version, created_at, route, revision, first_cohort)
SELECT seq, id, pathway_code, from_institution, from_major, from_major_name, to_institution, to_major, to_major_name, internship_credits,
    internship_credit_cap, state, agreement_id, closure_reason, enrolled, version, created_at,
    from_institution || '/' || from_major || '>' || to_institution || '/' || to_major, 1, NULL
FROM articulation;

DROP TABLE articulation;

ALTER TABLE new_articulation RENAME TO articulation;

CREATE INDEX ix_articulation_agreement ON articulation (agreement_id);
