-- What a slot states is one text now, canonical JSON (RFC 8785): columns and tables remain for what SQL filters and joins.
-- What enterprises typed as a filing lifted nothing since authorities record filings, and is not carried over.
ALTER TABLE partnership.slot ADD kind NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL
    CONSTRAINT df_slot_kind DEFAULT 'post-internship';

ALTER TABLE partnership.slot ADD place NVARCHAR(100) COLLATE Latin1_General_BIN2 NULL;

ALTER TABLE partnership.slot ADD terms NVARCHAR(MAX) NOT NULL CONSTRAINT df_slot_terms DEFAULT '{}';

ALTER TABLE partnership.slot ADD institution_attestation NVARCHAR(MAX) NULL;

ALTER TABLE partnership.slot ADD other_insurances NVARCHAR(MAX) NULL;
GO

-- SQL Server escapes each slash, and canonical JSON none.
WITH policy AS (
    SELECT i.slot_id, i.seq, ROW_NUMBER() OVER (PARTITION BY i.slot_id ORDER BY i.seq DESC) AS age,
        '{"chargedToStudent":' + CASE i.charged WHEN 1 THEN 'true' WHEN 0 THEN 'false' END
        + ',"from":"' + CONVERT(NVARCHAR(10), i.from_on, 23) + '"'
        + ',"insurer":' + '"' + STRING_ESCAPE(i.insurer, 'json') COLLATE Latin1_General_BIN2 + '"'
        + ',"policyNumber":' + '"' + STRING_ESCAPE(i.policy_number, 'json') COLLATE Latin1_General_BIN2 + '"'
        + ',"takenFromPay":' + CASE i.from_pay WHEN 1 THEN 'true' WHEN 0 THEN 'false' END
        + COALESCE(',"takenOutBy":' + '"' + STRING_ESCAPE(i.taken_out_by, 'json') COLLATE Latin1_General_BIN2 + '"', '')
        + ',"until":"' + CONVERT(NVARCHAR(10), i.until_on, 23) + '"}' AS text
    FROM partnership.slot_insurance i WHERE i.is_current = 1
)
UPDATE s
SET kind = COALESCE(t.kind, 'post-internship'),
    place = t.place,
    institution_attestation = CASE WHEN t.institution_attested_by IS NOT NULL THEN REPLACE(
        '{"absent":' + '[' + COALESCE((
            SELECT STRING_AGG('"' + STRING_ESCAPE(x.word, 'json') COLLATE Latin1_General_BIN2 + '"', ',')
                WITHIN GROUP (ORDER BY x.word)
            FROM partnership.slot_word x WHERE x.slot_id = s.id AND x.list = 'absent-institution'), '') + ']'
        + ',"by":' + '"' + STRING_ESCAPE(t.institution_attested_by, 'json') COLLATE Latin1_General_BIN2 + '"'
        + ',"on":"' + CONVERT(NVARCHAR(10), t.institution_attested_on, 23) + '"}', '\/', '/') END,
    other_insurances = (
        SELECT '[' + REPLACE(STRING_AGG(p.text, ',') WITHIN GROUP (ORDER BY p.seq), '\/', '/') + ']'
        FROM policy p WHERE p.slot_id = s.id AND p.age > 1),
    terms = REPLACE(
        CAST('{' AS NVARCHAR(MAX))
        + COALESCE('"attestation":' + '{"absent":' + '[' + COALESCE((
            SELECT STRING_AGG('"' + STRING_ESCAPE(x.word, 'json') COLLATE Latin1_General_BIN2 + '"', ',')
                WITHIN GROUP (ORDER BY x.word)
            FROM partnership.slot_word x WHERE x.slot_id = s.id AND x.list = 'absent'), '') + ']'
        + ',"by":' + '"' + STRING_ESCAPE(t.attested_by, 'json') COLLATE Latin1_General_BIN2 + '"'
        + ',"on":"' + CONVERT(NVARCHAR(10), t.attested_on, 23) + '"}' + ',', '')
        + '"coSignatories":' + '[' + COALESCE((
            SELECT STRING_AGG('"' + STRING_ESCAPE(x.organisation, 'json') COLLATE Latin1_General_BIN2 + '"', ',')
                WITHIN GROUP (ORDER BY x.organisation)
            FROM partnership.slot_cosignatory x WHERE x.slot_id = s.id), '') + ']'
        + ',"filings":' + '[' + COALESCE((
            SELECT STRING_AGG('"' + LOWER(CONVERT(NVARCHAR(36), x.filing_id)) + '"', ',')
                WITHIN GROUP (ORDER BY LOWER(CONVERT(NVARCHAR(36), x.filing_id)))
            FROM partnership.slot_filing x WHERE x.slot_id = s.id), '') + ']'
        + COALESCE(',"hoursPerDay":' + FORMAT(t.hours_per_day / 100.0, '0.##', 'en-US'), '')
        + COALESCE(',"hoursPerWeek":' + FORMAT(t.hours_per_week / 100.0, '0.##', 'en-US'), '')
        + COALESCE(',"insurance":' + (SELECT p.text FROM policy p WHERE p.slot_id = s.id AND p.age = 1), '')
        + ',"kind":' + '"' + STRING_ESCAPE(COALESCE(t.kind, 'post-internship'), 'json') COLLATE Latin1_General_BIN2 + '"'
        + COALESCE(',"lengthReason":' + '"' + STRING_ESCAPE(t.length_reason, 'json') COLLATE Latin1_General_BIN2 + '"', '')
        + ',"majors":' + '[' + COALESCE((
            SELECT STRING_AGG('"' + STRING_ESCAPE(x.major, 'json') COLLATE Latin1_General_BIN2 + '"', ',')
                WITHIN GROUP (ORDER BY x.major)
            FROM partnership.slot_major x WHERE x.slot_id = s.id), '') + ']'
        + COALESCE(',"minimumAge":' + CAST(t.minimum_age AS NVARCHAR(10)), '')
        + COALESCE(',"minimumHours":' + CAST(t.minimum_hours AS NVARCHAR(10)), '')
        + COALESCE(',"nightShift":' + CASE t.night_shift WHEN 1 THEN 'true' WHEN 0 THEN 'false' END, '')
        + COALESCE(',"overtime":' + CASE t.overtime WHEN 1 THEN 'true' WHEN 0 THEN 'false' END, '')
        + COALESCE(',"pay":' + '{"inMoney":' + CASE t.paid_in_money WHEN 1 THEN 'true' WHEN 0 THEN 'false' END
            + COALESCE(',"lowestGrade":' + FORMAT(t.pay_lowest_grade / 100.0, '0.##', 'en-US'), '')
            + ',"monthly":' + FORMAT(t.pay / 100.0, '0.##', 'en-US')
            + ',"paidMonthly":' + CASE t.paid_monthly WHEN 1 THEN 'true' WHEN 0 THEN 'false' END
            + COALESCE(',"probation":' + FORMAT(t.pay_probation / 100.0, '0.##', 'en-US'), '')
            + COALESCE(',"reason":' + '"' + STRING_ESCAPE(t.pay_reason, 'json') COLLATE Latin1_General_BIN2 + '"', '')
            + ',"samePost":' + FORMAT(t.pay_same_post / 100.0, '0.##', 'en-US') + '}', '')
        + COALESCE(',"place":' + '"' + STRING_ESCAPE(t.place, 'json') COLLATE Latin1_General_BIN2 + '"', '')
        + COALESCE(',"restDays":' + CASE t.rest_days WHEN 1 THEN 'true' WHEN 0 THEN 'false' END, '')
        + ',"skills":' + '[' + COALESCE((
            SELECT STRING_AGG('"' + STRING_ESCAPE(x.skill, 'json') COLLATE Latin1_General_BIN2 + '"', ',')
                WITHIN GROUP (ORDER BY x.skill)
            FROM partnership.slot_skill x WHERE x.slot_id = s.id), '') + ']'
        + COALESCE(',"viaIntermediary":' + CASE t.via_intermediary WHEN 1 THEN 'true' WHEN 0 THEN 'false' END, '')
        + ',"workConditions":' + '[' + COALESCE((
            SELECT STRING_AGG('"' + STRING_ESCAPE(x.word, 'json') COLLATE Latin1_General_BIN2 + '"', ',')
                WITHIN GROUP (ORDER BY x.word)
            FROM partnership.slot_word x WHERE x.slot_id = s.id AND x.list = 'condition'), '') + ']'
        + '}', '\/', '/')
FROM partnership.slot s LEFT JOIN partnership.slot_terms t ON t.slot_id = s.id;
GO

DROP TABLE partnership.slot_filing;

DROP TABLE partnership.slot_word;

DROP TABLE partnership.slot_terms;
