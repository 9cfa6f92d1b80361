-- How a panel decides, whether others may object, and from when a certificate can be renewed (D16, D18, D19).
ALTER TABLE method ADD COLUMN quorum INTEGER NOT NULL DEFAULT 1;

ALTER TABLE method ADD COLUMN majority TEXT NOT NULL DEFAULT 'simple';

ALTER TABLE method ADD COLUMN objections_allowed INTEGER NOT NULL DEFAULT 1;

ALTER TABLE method ADD COLUMN renewal_window_days INTEGER NOT NULL DEFAULT 180;

UPDATE method SET quorum = panel_members;

-- How much evidence of a kind a level asks for (D18).
CREATE TABLE method_threshold (
    method_id TEXT NOT NULL,
    level TEXT NOT NULL,
    kind TEXT NOT NULL,
    position INTEGER NOT NULL,
    at_least INTEGER NOT NULL,
    CONSTRAINT pk_method_threshold PRIMARY KEY (method_id, level, kind),
    CONSTRAINT fk_method_threshold_level FOREIGN KEY (method_id, level) REFERENCES method_level (method_id, level)
);

ALTER TABLE application_evidence ADD COLUMN amount INTEGER NULL;

-- Each member's vote; unknown in decisions from before votes were kept.
ALTER TABLE decision_member ADD COLUMN unit TEXT NULL;

ALTER TABLE decision_member ADD COLUMN cast_vote TEXT NULL;

ALTER TABLE decision_member ADD COLUMN reason TEXT NULL;
