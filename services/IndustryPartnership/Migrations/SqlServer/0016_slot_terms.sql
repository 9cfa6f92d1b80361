-- Hours are hundredths of one, amounts are fen, and what is stated as yes or no is 1 or 0; what was not stated is null.
CREATE TABLE partnership.slot_terms (
    slot_id UNIQUEIDENTIFIER NOT NULL,
    kind NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    hours_per_day INT NULL,
    hours_per_week INT NULL,
    night_shift INT NULL,
    rest_days INT NULL,
    overtime INT NULL,
    via_intermediary INT NULL,
    minimum_age INT NULL,
    filing NVARCHAR(100) NULL,
    length_reason NVARCHAR(1000) NULL,
    pay BIGINT NULL,
    pay_same_post BIGINT NULL,
    pay_lowest_grade BIGINT NULL,
    pay_probation BIGINT NULL,
    paid_in_money INT NULL,
    paid_monthly INT NULL,
    pay_reason NVARCHAR(1000) NULL,
    insurer NVARCHAR(200) NULL,
    policy_number NVARCHAR(100) NULL,
    insured_from DATE NULL,
    insured_until DATE NULL,
    insurance_charged INT NULL,
    attested_by NVARCHAR(100) NULL,
    attested_on DATE NULL,
    CONSTRAINT pk_slot_terms PRIMARY KEY (slot_id),
    CONSTRAINT fk_slot_terms FOREIGN KEY (slot_id) REFERENCES partnership.slot (id)
);

CREATE TABLE partnership.slot_word (
    slot_id UNIQUEIDENTIFIER NOT NULL,
    list NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    word NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    CONSTRAINT pk_slot_word PRIMARY KEY (slot_id, list, word),
    CONSTRAINT fk_slot_word FOREIGN KEY (slot_id) REFERENCES partnership.slot (id)
);
