-- The agreement with the enterprise that a placement moves to; null where it stays with its enterprise, and for changes from before.
ALTER TABLE partnership.placement_change ADD agreement_text NVARCHAR(MAX) NULL;

ALTER TABLE partnership.placement_change ADD agreement_hash NVARCHAR(64) COLLATE Latin1_General_BIN2 NULL;

-- Who signs it: the code of an organisation, or the word for the learner, by the part that each has in it.
CREATE TABLE partnership.placement_change_signature (
    change_id UNIQUEIDENTIFIER NOT NULL,
    part NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    organisation NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    signed_on DATE NULL,
    signatory NVARCHAR(200) NULL,
    scan_hash NVARCHAR(64) COLLATE Latin1_General_BIN2 NULL,
    actor NVARCHAR(255) NULL,
    recorded_at DATETIME2(3) NULL,
    CONSTRAINT pk_placement_change_signature PRIMARY KEY (change_id, part, organisation),
    CONSTRAINT fk_placement_change_signature FOREIGN KEY (change_id) REFERENCES partnership.placement_change (id)
);
