-- Conditions of an admission are an authority's for the region (scope ''), or an institution's for its own admissions (D2). Until now each
-- one was for all: those of institutions stay theirs alone.
CREATE TABLE new_admission_condition (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    pathway_code TEXT NOT NULL,
    year INTEGER NOT NULL,
    region TEXT NOT NULL,
    author TEXT NOT NULL,
    scope TEXT NOT NULL DEFAULT '',
    requires_registration INTEGER NOT NULL,
    minimum_score INTEGER NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_admission_condition_id UNIQUE (id),
    CONSTRAINT uq_admission_condition_scope UNIQUE (pathway_code, year, region, scope)
);

INSERT INTO new_admission_condition (
    seq, id, pathway_code, year, region, author, scope, requires_registration, minimum_score, version, created_at)
SELECT c.seq, c.id, c.pathway_code, c.year, c.region, c.author,
    CASE WHEN EXISTS (
        SELECT 1 FROM organisation o
        WHERE o.code = c.author AND o.kind IN ('university', 'vocational-college', 'secondary-school')) THEN c.author ELSE '' END,
    c.requires_registration, c.minimum_score, c.version, c.created_at
FROM admission_condition c;

DROP TABLE admission_condition;

ALTER TABLE new_admission_condition RENAME TO admission_condition;

ALTER TABLE admission_condition_replaced ADD COLUMN reason TEXT NULL;
