-- The orders in which lists may be asked for.
CREATE INDEX ix_agreement_valid_until ON partnership.agreement (valid_until);

CREATE INDEX ix_placement_starts_on ON partnership.placement (starts_on);
