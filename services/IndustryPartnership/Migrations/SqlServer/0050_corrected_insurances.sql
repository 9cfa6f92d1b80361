-- What each record of an insurance says (recorded, corrected, annulled), the record that a correction replaces, and the day on which it was
-- recorded (D35, D43). The day of records from before is known where a step kept it.
ALTER TABLE partnership.slot_insurance ADD what NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL
    CONSTRAINT df_slot_insurance_what DEFAULT 'recorded';

ALTER TABLE partnership.slot_insurance ADD replaces BIGINT NULL;

ALTER TABLE partnership.slot_insurance ADD recorded_on DATE NULL;
GO

UPDATE i SET recorded_on = (
    SELECT c.taken_on FROM partnership.step c
    WHERE c.thing_id = i.slot_id AND c.version = i.slot_version AND c.what = 'insurance recorded')
FROM partnership.slot_insurance i;
