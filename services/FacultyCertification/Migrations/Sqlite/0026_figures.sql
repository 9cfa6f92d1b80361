-- A figure as it was published, with everybody behind it. Nothing changes it (D41).
CREATE TABLE published_figure (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    institution TEXT NOT NULL,
    unit TEXT NULL,
    as_of TEXT NOT NULL,
    known_on TEXT NOT NULL,
    numerator INTEGER NOT NULL,
    denominator INTEGER NOT NULL,
    published_by TEXT NOT NULL,
    published_on TEXT NOT NULL,
    published_at TEXT NOT NULL,
    CONSTRAINT uq_published_figure_id UNIQUE (id)
);

CREATE TABLE published_figure_teacher (
    figure_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    teacher_id TEXT NOT NULL,
    certificate_id TEXT NULL,
    CONSTRAINT pk_published_figure_teacher PRIMARY KEY (figure_id, position)
);

-- The value that others were told last, and how far the records were when it was counted.
CREATE TABLE told_ratio (
    id TEXT NOT NULL,
    institution TEXT NOT NULL,
    value TEXT NULL,
    counted_on TEXT NULL,
    employments_seen INTEGER NOT NULL,
    certificates_seen INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_told_ratio PRIMARY KEY (id),
    CONSTRAINT uq_told_ratio_institution UNIQUE (institution)
);

INSERT INTO told_ratio (id, institution, employments_seen, certificates_seen, version)
SELECT hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8'
    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)), code, 0, 0, 0
FROM institution
WHERE kind IN ('university', 'vocational-college', 'secondary-school');
