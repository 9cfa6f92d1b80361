-- The orders in which lists may be asked for.
CREATE INDEX ix_certificate_valid_until ON certificate (valid_until);
