CREATE TABLE partnership.contact (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    organisation NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    desk NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    name NVARCHAR(200) NOT NULL,
    email NVARCHAR(254) NOT NULL,
    phone NVARCHAR(40) NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_contact PRIMARY KEY (seq),
    CONSTRAINT uq_contact_id UNIQUE (id)
);

CREATE INDEX ix_contact_organisation ON partnership.contact (organisation, seq);

-- The texts of an agreement from the first one in force on. While it is negotiated before that, its text stands in its own row.
CREATE TABLE partnership.agreement_text (
    agreement_id UNIQUEIDENTIFIER NOT NULL,
    revision INT NOT NULL,
    title NVARCHAR(200) NOT NULL,
    terms NVARCHAR(MAX) NOT NULL,
    valid_until DATE NOT NULL,
    text NVARCHAR(MAX) NOT NULL,
    text_hash NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    proposed_by NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    in_force_from DATE NULL,
    in_force_until DATE NULL,
    CONSTRAINT pk_agreement_text PRIMARY KEY (agreement_id, revision),
    CONSTRAINT fk_agreement_text FOREIGN KEY (agreement_id) REFERENCES partnership.agreement (id)
);

-- The revision of the amendment that is proposed; 0 while none is.
ALTER TABLE partnership.agreement ADD pending_revision INT NOT NULL CONSTRAINT df_agreement_pending_revision DEFAULT 0;

ALTER TABLE partnership.agreement_signature ADD signed_on DATE NOT NULL CONSTRAINT df_agreement_signature_signed_on DEFAULT '1950-01-01';

ALTER TABLE partnership.agreement_signature ADD signatory NVARCHAR(200) NULL;

ALTER TABLE partnership.agreement_signature ADD scan_hash NVARCHAR(64) COLLATE Latin1_General_BIN2 NULL;
