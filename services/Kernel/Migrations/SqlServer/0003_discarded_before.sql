-- A script of its own: a batch does not see the columns that it adds.
UPDATE $schema$.parked SET discarded_at = parked_at WHERE state = 'discarded';
