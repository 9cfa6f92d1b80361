-- The editions of the joint programmes of articulations (S8). The text has the modules and outcomes, and is what the owners approve.
CREATE TABLE programme (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    articulation_id TEXT NOT NULL,
    edition INTEGER NOT NULL,
    in_force_from TEXT NOT NULL,
    state TEXT NOT NULL,
    revision INTEGER NOT NULL,
    text TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    published_on TEXT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_programme_id UNIQUE (id),
    CONSTRAINT uq_programme_edition UNIQUE (articulation_id, edition)
);

CREATE TABLE programme_owner (
    programme_id TEXT NOT NULL,
    institution TEXT NOT NULL,
    CONSTRAINT pk_programme_owner PRIMARY KEY (programme_id, institution)
);

CREATE INDEX ix_programme_owner_institution ON programme_owner (institution);

CREATE TABLE programme_approval (
    programme_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    institution TEXT NOT NULL,
    approved_at TEXT NOT NULL,
    CONSTRAINT pk_programme_approval PRIMARY KEY (programme_id, revision, institution)
);

CREATE TABLE programme_module (
    programme_id TEXT NOT NULL,
    module_id TEXT NOT NULL,
    CONSTRAINT pk_programme_module PRIMARY KEY (programme_id, module_id)
);

CREATE INDEX ix_programme_module_module ON programme_module (module_id);

-- The measures that a programme serves (S9).
CREATE TABLE programme_measure (
    programme_id TEXT NOT NULL,
    measure TEXT NOT NULL,
    CONSTRAINT pk_programme_measure PRIMARY KEY (programme_id, measure)
);
