-- What each record of an insurance says (recorded, corrected, annulled), the record that a correction replaces, and the day on which it was
-- recorded (D35, D43). The day of records from before is known where a step kept it.
ALTER TABLE slot_insurance ADD COLUMN what TEXT NOT NULL DEFAULT 'recorded';

ALTER TABLE slot_insurance ADD COLUMN replaces INTEGER NULL;

ALTER TABLE slot_insurance ADD COLUMN recorded_on TEXT NULL;

UPDATE slot_insurance SET recorded_on = (
    SELECT c.taken_on FROM step c
    WHERE c.thing_id = slot_insurance.slot_id AND c.version = slot_insurance.slot_version AND c.what = 'insurance recorded');
