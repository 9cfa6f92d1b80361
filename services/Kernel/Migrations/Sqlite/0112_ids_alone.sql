PRAGMA secure_delete = ON;

ALTER TABLE audit DROP COLUMN reason;

ALTER TABLE idempotency DROP COLUMN body;

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'The audit is not changed.');
END;
