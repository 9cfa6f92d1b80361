-- Objections against granted recognitions, raised during their public notice (D16).
CREATE TABLE faculty.objection (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    notice_id UNIQUEIDENTIFIER NOT NULL,
    application_id UNIQUEIDENTIFIER NOT NULL,
    raised_by NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    raised_on DATE NOT NULL,
    grounds NVARCHAR(2000) NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    decision_reason NVARCHAR(2000) NULL,
    decided_on DATE NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_objection PRIMARY KEY (seq),
    CONSTRAINT uq_objection_id UNIQUE (id),
    CONSTRAINT fk_objection_notice FOREIGN KEY (notice_id) REFERENCES faculty.public_notice (id),
    CONSTRAINT fk_objection_application FOREIGN KEY (application_id) REFERENCES faculty.application (id)
);

CREATE INDEX ix_objection_notice ON faculty.objection (notice_id, seq);

CREATE INDEX ix_objection_application ON faculty.objection (application_id);
