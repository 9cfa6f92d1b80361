-- Objections against granted recognitions, raised during their public notice (D16).
CREATE TABLE objection (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    notice_id TEXT NOT NULL,
    application_id TEXT NOT NULL,
    raised_by TEXT NOT NULL,
    raised_on TEXT NOT NULL,
    grounds TEXT NOT NULL,
    state TEXT NOT NULL,
    decision_reason TEXT NULL,
    decided_on TEXT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_objection_id UNIQUE (id),
    CONSTRAINT fk_objection_notice FOREIGN KEY (notice_id) REFERENCES public_notice (id),
    CONSTRAINT fk_objection_application FOREIGN KEY (application_id) REFERENCES application (id)
);

CREATE INDEX ix_objection_notice ON objection (notice_id, seq);

CREATE INDEX ix_objection_application ON objection (application_id);
