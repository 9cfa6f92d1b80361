CREATE TABLE enrollment.pathway (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    code NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_pathway PRIMARY KEY (seq),
    CONSTRAINT uq_pathway_code UNIQUE (code)
);

CREATE TABLE enrollment.pathway_stage (
    pathway_code NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    position INT NOT NULL,
    name NVARCHAR(100) NOT NULL,
    years INT NOT NULL,
    taught_by NVARCHAR(10) COLLATE Latin1_General_BIN2 NOT NULL,
    CONSTRAINT pk_pathway_stage PRIMARY KEY (pathway_code, position)
);

INSERT INTO enrollment.pathway (code, version, created_at) VALUES
    ('2+3+2', 1, '2025-01-01T00:00:00.000'),
    ('3+2', 1, '2025-01-01T00:00:00.000'),
    ('3+4', 1, '2025-01-01T00:00:00.000');

INSERT INTO enrollment.pathway_stage (pathway_code, position, name, years, taught_by) VALUES
    ('2+3+2', 1, 'Secondary vocational', 2, 'from'),
    ('2+3+2', 2, 'Higher vocational', 3, 'from'),
    ('2+3+2', 3, 'Undergraduate', 2, 'to'),
    ('3+2', 1, 'Higher vocational', 3, 'from'),
    ('3+2', 2, 'Undergraduate', 2, 'to'),
    ('3+4', 1, 'Secondary vocational', 3, 'from'),
    ('3+4', 2, 'Undergraduate', 4, 'to');
