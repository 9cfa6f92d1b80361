-- The orders in which lists may be asked for.
CREATE INDEX ix_certificate_valid_until ON faculty.certificate (valid_until);
