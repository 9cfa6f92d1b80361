ALTER TABLE $schema$.audit DROP COLUMN reason;

ALTER TABLE $schema$.idempotency DROP COLUMN body;
