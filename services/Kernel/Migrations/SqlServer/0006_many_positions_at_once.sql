CREATE INDEX ix_change_waiting_change ON $schema$.change_waiting (change_id);
