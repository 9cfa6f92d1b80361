-- What an institution agrees on in each placement's agreement; the newest version holds, the others stay readable.
CREATE TABLE agreement_template (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    institution TEXT NOT NULL,
    version INTEGER NOT NULL,
    clauses TEXT NOT NULL,
    clauses_hash TEXT NOT NULL,
    kept_on TEXT NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_agreement_template UNIQUE (institution, version),
    CONSTRAINT fk_agreement_template FOREIGN KEY (institution) REFERENCES organisation (code)
);
