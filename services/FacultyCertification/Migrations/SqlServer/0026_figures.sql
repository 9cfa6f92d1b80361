-- A figure as it was published, with everybody behind it. Nothing changes it (D41).
CREATE TABLE faculty.published_figure (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    unit NVARCHAR(40) COLLATE Latin1_General_BIN2 NULL,
    as_of DATE NOT NULL,
    known_on DATE NOT NULL,
    numerator INT NOT NULL,
    denominator INT NOT NULL,
    published_by NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    published_on DATE NOT NULL,
    published_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_published_figure PRIMARY KEY (seq),
    CONSTRAINT uq_published_figure_id UNIQUE (id)
);

CREATE TABLE faculty.published_figure_teacher (
    figure_id UNIQUEIDENTIFIER NOT NULL,
    position INT NOT NULL,
    teacher_id UNIQUEIDENTIFIER NOT NULL,
    certificate_id UNIQUEIDENTIFIER NULL,
    CONSTRAINT pk_published_figure_teacher PRIMARY KEY (figure_id, position)
);

-- The value that others were told last, and how far the records were when it was counted.
CREATE TABLE faculty.told_ratio (
    id UNIQUEIDENTIFIER NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    value NVARCHAR(10) COLLATE Latin1_General_BIN2 NULL,
    counted_on DATE NULL,
    employments_seen BIGINT NOT NULL,
    certificates_seen BIGINT NOT NULL,
    version INT NOT NULL,
    CONSTRAINT pk_told_ratio PRIMARY KEY (id),
    CONSTRAINT uq_told_ratio_institution UNIQUE (institution)
);

INSERT INTO faculty.told_ratio (id, institution, employments_seen, certificates_seen, version)
SELECT NEWID(), code, 0, 0, 0
FROM faculty.institution
WHERE kind IN ('university', 'vocational-college', 'secondary-school');
