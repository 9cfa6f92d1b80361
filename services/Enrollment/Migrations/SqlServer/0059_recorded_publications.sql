-- The business date on which a publication was recorded: an earlier day of publication does not shorten the appeal period (D7).
ALTER TABLE enrollment.transfer_publication ADD recorded_on DATE NOT NULL
    CONSTRAINT df_transfer_publication_recorded_on DEFAULT '1950-01-01';
GO
UPDATE enrollment.transfer_publication SET recorded_on = CAST(DATEADD(hour, 8, published_at) AS DATE);
