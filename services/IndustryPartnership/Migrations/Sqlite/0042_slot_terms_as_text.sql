-- What a slot states is one text now, canonical JSON (RFC 8785): columns and tables remain for what SQL filters and joins.
-- What enterprises typed as a filing lifted nothing since authorities record filings, and is not carried over.
ALTER TABLE slot ADD COLUMN kind TEXT NOT NULL DEFAULT 'post-internship';

ALTER TABLE slot ADD COLUMN place TEXT NULL;

ALTER TABLE slot ADD COLUMN terms TEXT NOT NULL DEFAULT '{}';

ALTER TABLE slot ADD COLUMN institution_attestation TEXT NULL;

ALTER TABLE slot ADD COLUMN other_insurances TEXT NULL;

WITH policy AS (
    SELECT i.slot_id, i.seq, ROW_NUMBER() OVER (PARTITION BY i.slot_id ORDER BY i.seq DESC) AS age,
        '{"chargedToStudent":' || CASE i.charged WHEN 1 THEN 'true' WHEN 0 THEN 'false' END
        || ',"from":"' || i.from_on || '"'
        || ',"insurer":' || json_quote(i.insurer)
        || ',"policyNumber":' || json_quote(i.policy_number)
        || ',"takenFromPay":' || CASE i.from_pay WHEN 1 THEN 'true' WHEN 0 THEN 'false' END
        || CASE WHEN i.taken_out_by IS NULL THEN '' ELSE ',"takenOutBy":' || json_quote(i.taken_out_by) END
        || ',"until":"' || i.until_on || '"}' AS text
    FROM slot_insurance i WHERE i.is_current = 1
)
UPDATE slot SET (kind, place, institution_attestation, other_insurances, terms) = (
    SELECT COALESCE(t.kind, 'post-internship'),
        t.place,
        CASE WHEN t.institution_attested_by IS NOT NULL THEN '{"absent":' || (
            SELECT json_group_array(word) FROM (
                SELECT x.word FROM slot_word x WHERE x.slot_id = s.id AND x.list = 'absent-institution' ORDER BY 1))
        || ',"by":' || json_quote(t.institution_attested_by)
        || ',"on":"' || t.institution_attested_on || '"}' END,
        (SELECT '[' || group_concat(p.text, ',') || ']' FROM (
            SELECT o.text FROM policy o WHERE o.slot_id = s.id AND o.age > 1 ORDER BY o.seq) p),
        '{'
        || COALESCE('"attestation":' || '{"absent":' || (
            SELECT json_group_array(word) FROM (
                SELECT x.word FROM slot_word x WHERE x.slot_id = s.id AND x.list = 'absent' ORDER BY 1))
        || ',"by":' || json_quote(t.attested_by)
        || ',"on":"' || t.attested_on || '"}' || ',', '')
        || '"coSignatories":' || (
            SELECT json_group_array(organisation) FROM (
                SELECT x.organisation FROM slot_cosignatory x WHERE x.slot_id = s.id ORDER BY 1))
        || ',"filings":' || (
            SELECT json_group_array(filing_id) FROM (
                SELECT LOWER(x.filing_id) AS filing_id FROM slot_filing x WHERE x.slot_id = s.id ORDER BY 1))
        || COALESCE(',"hoursPerDay":' || IIF(t.hours_per_day % 100 = 0, t.hours_per_day / 100, t.hours_per_day / 100.0), '')
        || COALESCE(',"hoursPerWeek":' || IIF(t.hours_per_week % 100 = 0, t.hours_per_week / 100, t.hours_per_week / 100.0), '')
        || COALESCE(',"insurance":' || (SELECT p.text FROM policy p WHERE p.slot_id = s.id AND p.age = 1), '')
        || ',"kind":' || json_quote(COALESCE(t.kind, 'post-internship'))
        || CASE WHEN t.length_reason IS NULL THEN '' ELSE ',"lengthReason":' || json_quote(t.length_reason) END
        || ',"majors":' || (
            SELECT json_group_array(major) FROM (
                SELECT x.major FROM slot_major x WHERE x.slot_id = s.id ORDER BY 1))
        || COALESCE(',"minimumAge":' || t.minimum_age, '')
        || COALESCE(',"minimumHours":' || t.minimum_hours, '')
        || COALESCE(',"nightShift":' || CASE t.night_shift WHEN 1 THEN 'true' WHEN 0 THEN 'false' END, '')
        || COALESCE(',"overtime":' || CASE t.overtime WHEN 1 THEN 'true' WHEN 0 THEN 'false' END, '')
        || COALESCE(',"pay":' || '{"inMoney":' || CASE t.paid_in_money WHEN 1 THEN 'true' WHEN 0 THEN 'false' END
            || COALESCE(',"lowestGrade":' || IIF(t.pay_lowest_grade % 100 = 0, t.pay_lowest_grade / 100, t.pay_lowest_grade / 100.0), '')
            || ',"monthly":' || IIF(t.pay % 100 = 0, t.pay / 100, t.pay / 100.0)
            || ',"paidMonthly":' || CASE t.paid_monthly WHEN 1 THEN 'true' WHEN 0 THEN 'false' END
            || COALESCE(',"probation":' || IIF(t.pay_probation % 100 = 0, t.pay_probation / 100, t.pay_probation / 100.0), '')
            || CASE WHEN t.pay_reason IS NULL THEN '' ELSE ',"reason":' || json_quote(t.pay_reason) END
            || ',"samePost":' || IIF(t.pay_same_post % 100 = 0, t.pay_same_post / 100, t.pay_same_post / 100.0) || '}', '')
        || CASE WHEN t.place IS NULL THEN '' ELSE ',"place":' || json_quote(t.place) END
        || COALESCE(',"restDays":' || CASE t.rest_days WHEN 1 THEN 'true' WHEN 0 THEN 'false' END, '')
        || ',"skills":' || (
            SELECT json_group_array(skill) FROM (
                SELECT x.skill FROM slot_skill x WHERE x.slot_id = s.id ORDER BY 1))
        || COALESCE(',"viaIntermediary":' || CASE t.via_intermediary WHEN 1 THEN 'true' WHEN 0 THEN 'false' END, '')
        || ',"workConditions":' || (
            SELECT json_group_array(word) FROM (
                SELECT x.word FROM slot_word x WHERE x.slot_id = s.id AND x.list = 'condition' ORDER BY 1))
        || '}'
    FROM slot s LEFT JOIN slot_terms t ON t.slot_id = s.id WHERE s.id = slot.id);

DROP TABLE slot_filing;

DROP TABLE slot_word;

DROP TABLE slot_terms;
