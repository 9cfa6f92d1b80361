-- Clients of organisations, and requests for them. Of a secret only the hash is here.
CREATE TABLE partnership.client (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    organisation NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    name NVARCHAR(100) NOT NULL,
    purpose NVARCHAR(400) NOT NULL,
    roles NVARCHAR(200) COLLATE Latin1_General_BIN2 NOT NULL,
    contact_name NVARCHAR(200) NULL,
    contact_email NVARCHAR(254) NULL,
    contact_phone NVARCHAR(40) NULL,
    secret_hash NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
    former_hash NVARCHAR(64) COLLATE Latin1_General_BIN2 NULL,
    former_until DATETIME2(3) NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    asked_on DATE NOT NULL,
    decided_on DATE NULL,
    decided_by NVARCHAR(200) COLLATE Latin1_General_BIN2 NULL,
    reason NVARCHAR(400) NULL,
    ended_at DATETIME2(3) NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_client PRIMARY KEY (seq),
    CONSTRAINT uq_client_id UNIQUE (id)
);

CREATE INDEX ix_client_organisation ON partnership.client (organisation, seq);

CREATE INDEX ix_client_ended ON partnership.client (ended_at);

-- An enterprise asks an institution to verify it. The organisations' states say the rest.
CREATE TABLE partnership.verification_request (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    enterprise NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    asked_on DATE NOT NULL,
    refused_on DATE NULL,
    reason NVARCHAR(400) NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_verification_request PRIMARY KEY (seq),
    CONSTRAINT uq_verification_request_id UNIQUE (id),
    CONSTRAINT fk_verification_request_enterprise FOREIGN KEY (enterprise) REFERENCES partnership.organisation (code),
    CONSTRAINT fk_verification_request_institution FOREIGN KEY (institution) REFERENCES partnership.organisation (code)
);

CREATE INDEX ix_verification_request_enterprise ON partnership.verification_request (enterprise, seq);

CREATE INDEX ix_verification_request_institution ON partnership.verification_request (institution, seq);
