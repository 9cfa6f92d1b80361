-- D35: each record of a slot's insurances; of one policy the newest record is current. A slot that was written before said nothing of who
-- took it out.
CREATE TABLE partnership.slot_insurance (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    slot_id UNIQUEIDENTIFIER NOT NULL,
    insurer NVARCHAR(200) NOT NULL,
    policy_number NVARCHAR(100) NOT NULL,
    from_on DATE NOT NULL,
    until_on DATE NOT NULL,
    charged INT NOT NULL,
    from_pay INT NOT NULL,
    taken_out_by NVARCHAR(20) COLLATE Latin1_General_BIN2 NULL,
    recorded_by NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    slot_version INT NOT NULL,
    is_current INT NOT NULL,
    CONSTRAINT pk_slot_insurance PRIMARY KEY (seq),
    CONSTRAINT fk_slot_insurance FOREIGN KEY (slot_id) REFERENCES partnership.slot (id)
);

CREATE INDEX ix_slot_insurance ON partnership.slot_insurance (slot_id, seq);

INSERT INTO partnership.slot_insurance (slot_id, insurer, policy_number, from_on, until_on, charged, from_pay, taken_out_by, recorded_by,
    slot_version, is_current)
SELECT t.slot_id, t.insurer, t.policy_number, t.insured_from, t.insured_until, t.insurance_charged, 0, NULL, s.enterprise, s.version, 1
FROM partnership.slot_terms t INNER JOIN partnership.slot s ON s.id = t.slot_id WHERE t.insurer IS NOT NULL;
