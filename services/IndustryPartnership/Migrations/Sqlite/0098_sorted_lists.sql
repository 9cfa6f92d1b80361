-- The orders in which lists may be asked for.
CREATE INDEX ix_agreement_valid_until ON agreement (valid_until);

CREATE INDEX ix_placement_starts_on ON placement (starts_on);
