-- D35: each record of a slot's insurances; of one policy the newest record is current. A slot that was written before said nothing of who
-- took it out.
CREATE TABLE slot_insurance (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    slot_id TEXT NOT NULL,
    insurer TEXT NOT NULL,
    policy_number TEXT NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL,
    charged INTEGER NOT NULL,
    from_pay INTEGER NOT NULL,
    taken_out_by TEXT NULL,
    recorded_by TEXT NOT NULL,
    slot_version INTEGER NOT NULL,
    is_current INTEGER NOT NULL,
    CONSTRAINT fk_slot_insurance FOREIGN KEY (slot_id) REFERENCES slot (id)
);

CREATE INDEX ix_slot_insurance ON slot_insurance (slot_id, seq);

INSERT INTO slot_insurance (slot_id, insurer, policy_number, from_on, until_on, charged, from_pay, taken_out_by, recorded_by,
    slot_version, is_current)
SELECT t.slot_id, t.insurer, t.policy_number, t.insured_from, t.insured_until, t.insurance_charged, 0, NULL, s.enterprise, s.version, 1
FROM slot_terms t INNER JOIN slot s ON s.id = t.slot_id WHERE t.insurer IS NOT NULL;
