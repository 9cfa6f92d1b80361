-- What a consent or a signature said before it was corrected, or taken back (withdrawn).
CREATE TABLE placement_act_correction (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    placement_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    party TEXT NOT NULL,
    acted_on TEXT NOT NULL,
    signatory TEXT NULL,
    scan_hash TEXT NULL,
    withdrawn INTEGER NOT NULL,
    reason TEXT NOT NULL,
    corrected_on TEXT NOT NULL,
    actor TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT fk_placement_act_correction FOREIGN KEY (placement_id) REFERENCES placement (id)
);

CREATE INDEX ix_placement_act_correction ON placement_act_correction (placement_id, seq);
