CREATE INDEX ix_change_waiting_change ON change_waiting (change_id);
