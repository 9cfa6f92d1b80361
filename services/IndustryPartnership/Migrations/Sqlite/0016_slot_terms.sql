-- Hours are hundredths of one, amounts are fen, and what is stated as yes or no is 1 or 0; what was not stated is null.
CREATE TABLE slot_terms (
    slot_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    hours_per_day INTEGER NULL,
    hours_per_week INTEGER NULL,
    night_shift INTEGER NULL,
    rest_days INTEGER NULL,
    overtime INTEGER NULL,
    via_intermediary INTEGER NULL,
    minimum_age INTEGER NULL,
    filing TEXT NULL,
    length_reason TEXT NULL,
    pay INTEGER NULL,
    pay_same_post INTEGER NULL,
    pay_lowest_grade INTEGER NULL,
    pay_probation INTEGER NULL,
    paid_in_money INTEGER NULL,
    paid_monthly INTEGER NULL,
    pay_reason TEXT NULL,
    insurer TEXT NULL,
    policy_number TEXT NULL,
    insured_from TEXT NULL,
    insured_until TEXT NULL,
    insurance_charged INTEGER NULL,
    attested_by TEXT NULL,
    attested_on TEXT NULL,
    CONSTRAINT pk_slot_terms PRIMARY KEY (slot_id),
    CONSTRAINT fk_slot_terms FOREIGN KEY (slot_id) REFERENCES slot (id)
);

CREATE TABLE slot_word (
    slot_id TEXT NOT NULL,
    list TEXT NOT NULL,
    word TEXT NOT NULL,
    CONSTRAINT pk_slot_word PRIMARY KEY (slot_id, list, word),
    CONSTRAINT fk_slot_word FOREIGN KEY (slot_id) REFERENCES slot (id)
);
