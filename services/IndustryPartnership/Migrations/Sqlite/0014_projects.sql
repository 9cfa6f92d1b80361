CREATE TABLE project (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    agreement_id TEXT NULL,
    state TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    started_on TEXT NULL,
    closed_on TEXT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_project_id UNIQUE (id)
);

CREATE TABLE milestone (
    project_id TEXT NOT NULL,
    code TEXT NOT NULL,
    title TEXT NOT NULL,
    due_on TEXT NOT NULL,
    met_on TEXT NULL,
    evidence_hash TEXT NULL,
    CONSTRAINT pk_milestone PRIMARY KEY (project_id, code),
    CONSTRAINT fk_milestone FOREIGN KEY (project_id) REFERENCES project (id)
);
