-- The business date on which a publication was recorded: an earlier day of publication does not shorten the appeal period (D7).
ALTER TABLE transfer_publication ADD COLUMN recorded_on TEXT NOT NULL DEFAULT '1950-01-01';

UPDATE transfer_publication SET recorded_on = date(published_at, '+8 hours');
