CREATE TABLE pathway (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    code TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_pathway_code UNIQUE (code)
);

CREATE TABLE pathway_stage (
    pathway_code TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    years INTEGER NOT NULL,
    taught_by TEXT NOT NULL,
    CONSTRAINT pk_pathway_stage PRIMARY KEY (pathway_code, position)
);

INSERT INTO pathway (code, version, created_at) VALUES
    ('2+3+2', 1, '2025-01-01T00:00:00.000Z'),
    ('3+2', 1, '2025-01-01T00:00:00.000Z'),
    ('3+4', 1, '2025-01-01T00:00:00.000Z');

INSERT INTO pathway_stage (pathway_code, position, name, years, taught_by) VALUES
    ('2+3+2', 1, 'Secondary vocational', 2, 'from'),
    ('2+3+2', 2, 'Higher vocational', 3, 'from'),
    ('2+3+2', 3, 'Undergraduate', 2, 'to'),
    ('3+2', 1, 'Higher vocational', 3, 'from'),
    ('3+2', 2, 'Undergraduate', 2, 'to'),
    ('3+4', 1, 'Secondary vocational', 3, 'from'),
    ('3+4', 2, 'Undergraduate', 4, 'to');
