-- Clients of organisations, and requests for them. Of a secret only the hash is here.
CREATE TABLE client (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    name TEXT NOT NULL,
    purpose TEXT NOT NULL,
    roles TEXT NOT NULL,
    contact_name TEXT NULL,
    contact_email TEXT NULL,
    contact_phone TEXT NULL,
    secret_hash TEXT NOT NULL,
    former_hash TEXT NULL,
    former_until TEXT NULL,
    state TEXT NOT NULL,
    asked_on TEXT NOT NULL,
    decided_on TEXT NULL,
    decided_by TEXT NULL,
    reason TEXT NULL,
    ended_at TEXT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_client_id UNIQUE (id)
);

CREATE INDEX ix_client_organisation ON client (organisation, seq);

CREATE INDEX ix_client_ended ON client (ended_at);

-- An enterprise asks an institution to verify it. The organisations' states say the rest.
CREATE TABLE verification_request (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    enterprise TEXT NOT NULL,
    institution TEXT NOT NULL,
    asked_on TEXT NOT NULL,
    refused_on TEXT NULL,
    reason TEXT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_verification_request_id UNIQUE (id),
    CONSTRAINT fk_verification_request_enterprise FOREIGN KEY (enterprise) REFERENCES organisation (code),
    CONSTRAINT fk_verification_request_institution FOREIGN KEY (institution) REFERENCES organisation (code)
);

CREATE INDEX ix_verification_request_enterprise ON verification_request (enterprise, seq);

CREATE INDEX ix_verification_request_institution ON verification_request (institution, seq);
