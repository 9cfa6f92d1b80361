-- How a panel decides, whether others may object, and from when a certificate can be renewed (D16, D18, D19).
ALTER TABLE faculty.method ADD quorum INT NOT NULL CONSTRAINT df_method_quorum DEFAULT 1;

ALTER TABLE faculty.method ADD majority NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL
    CONSTRAINT df_method_majority DEFAULT 'simple';

ALTER TABLE faculty.method ADD objections_allowed BIT NOT NULL CONSTRAINT df_method_objections_allowed DEFAULT 1;

ALTER TABLE faculty.method ADD renewal_window_days INT NOT NULL CONSTRAINT df_method_renewal_window_days DEFAULT 180;
GO

UPDATE faculty.method SET quorum = panel_members;

-- How much evidence of a kind a level asks for (D18).
CREATE TABLE faculty.method_threshold (
    method_id UNIQUEIDENTIFIER NOT NULL,
    level NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    kind NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    position INT NOT NULL,
    at_least INT NOT NULL,
    CONSTRAINT pk_method_threshold PRIMARY KEY (method_id, level, kind),
    CONSTRAINT fk_method_threshold_level FOREIGN KEY (method_id, level) REFERENCES faculty.method_level (method_id, level)
);

ALTER TABLE faculty.application_evidence ADD amount INT NULL;

-- Each member's vote; unknown in decisions from before votes were kept.
ALTER TABLE faculty.decision_member ADD unit NVARCHAR(40) COLLATE Latin1_General_BIN2 NULL;

ALTER TABLE faculty.decision_member ADD cast_vote NVARCHAR(20) COLLATE Latin1_General_BIN2 NULL;

ALTER TABLE faculty.decision_member ADD reason NVARCHAR(1000) NULL;
