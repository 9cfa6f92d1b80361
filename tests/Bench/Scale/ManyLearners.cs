using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Bench.Scale;

/// <summary>
/// Graduates with their facts, credit, exam results and outcomes, made by SQLite itself. Each articulation has 100 learners in each of 20
/// cohorts, so that a cohort has the same size whatever there is besides.
/// </summary>
internal static class ManyLearners
{
    public const string College = "bpc";
    public const int Cohort = 2010;
    public const string Articulation = "0000000a-0000-7000-8000-000000000002";
    public const string Class = "c20";
    public const string StudentNumber = "S1234";
    public const string Learner = "0000000b-0000-7000-8000-000000001234";

    private const string Rows =
        """
        INSERT INTO organisation (code, kind, state, version) VALUES
            ('bpc', 'vocational-college', 'verified', 1), ('ncut', 'university', 'verified', 1);

        CREATE TEMP TABLE n AS
        WITH RECURSIVE counted(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM counted WHERE i < $learners - 1)
        SELECT i, printf('0000000B-0000-7000-8000-%012X', i) AS id, i / 2000 AS a, 2000 + (i / 100) % 20 AS cohort FROM counted;

        INSERT INTO articulation (
            id, pathway_code, from_institution, from_major, from_major_name, to_institution, to_major, to_major_name,
            internship_credits, state, enrolled, route, revision, version, created_at)
        SELECT DISTINCT printf('0000000A-0000-7000-8000-%012X', a), '2+3+2', 'bpc', 'F' || a, 'F', 'ncut', 'T' || a, 'T', 60, 'active',
            2000, 'bpc/F' || a || '>ncut/T' || a, 1, 1, '2000-01-01T00:00:00.000Z'
        FROM n;

        INSERT INTO articulation_owner (articulation_id, position, owner, institution, major, major_name)
        SELECT id, 1, 'from', from_institution, from_major, from_major_name FROM articulation
        UNION ALL
        SELECT id, 2, 'to', to_institution, to_major, to_major_name FROM articulation;

        -- The two personal values of each learner.
        INSERT INTO personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
        SELECT printf('00000011-0000-7000-8000-%012X', i), 'learner', lower(id), 'student-number', 'S' || i, 'S' || i,
            'student-number bpc', 1, '2000-09-01T00:00:00.000Z'
        FROM n
        UNION ALL
        SELECT printf('00000012-0000-7000-8000-%012X', i), 'learner', lower(id), 'birth-date', '1990-05-01', NULL, NULL, 0,
            '2000-09-01T00:00:00.000Z'
        FROM n;

        INSERT INTO learner (
            id, institution, present_institution, student_number_id, birth_date_id, cohort, class, articulation_id, major, stage, state,
            enrolled_on, since, stage_began_on, changed_on, version, created_at)
        SELECT id, 'bpc', 'ncut', printf('00000011-0000-7000-8000-%012X', i), printf('00000012-0000-7000-8000-%012X', i), cohort,
            'c' || (i / 50), printf('0000000A-0000-7000-8000-%012X', a), 'T' || a, 3, 'graduated',
            cohort || '-09-01', (cohort + 7) || '-07-01', (cohort + 5) || '-09-01', (cohort + 7) || '-07-01', 4, '2000-09-01T00:00:00.000Z'
        FROM n;

        INSERT INTO learner_fact (
            learner_id, version, recorded_version, fact, state, stage, cohort, class, articulation_id, institution, present_institution,
            effective_on, recorded_on, recorded_at)
        SELECT n.id, f.version, f.version, f.fact, f.state, f.stage, n.cohort, 'c' || (n.i / 50),
            printf('0000000A-0000-7000-8000-%012X', n.a), 'bpc', f.present, (n.cohort + f.after) || '-09-01',
            (n.cohort + f.after) || '-09-01', '2000-09-01T00:00:00.000Z'
        FROM n
        JOIN (
            SELECT 1 AS version, 'enrolled' AS fact, 'enrolled' AS state, 1 AS stage, 'bpc' AS present, 0 AS after
            UNION ALL SELECT 2, 'stage-completed', 'transfer-ready', 2, 'bpc', 4
            UNION ALL SELECT 3, 'transferred', 'transferred', 3, 'ncut', 5
            UNION ALL SELECT 4, 'graduated', 'graduated', 3, 'ncut', 6) f;

        INSERT INTO placement_fact (
            placement_id, version, learner_id, institution, kind, state, grade, hours, ends_on, recorded_on, recorded_at)
        SELECT printf('0000000D-0000-7000-8000-%012X', i), 1, id, 'bpc', 'post-internship', 'completed', 'good', 960,
            (cohort + 4) || '-01-31', (cohort + 4) || '-01-31', '2000-09-01T00:00:00.000Z'
        FROM n;

        INSERT INTO transfer_plan (
            id, from_institution, to_institution, cohort, examined_by, bonus_max, pass_mark, resits, absence, gate_credits, appeal_days,
            state, sitting, revision, text, text_hash, results_revision, guard, version, created_at)
        SELECT DISTINCT printf('0000000E-0000-7000-8000-%012X', cohort), 'bpc', 'ncut', cohort, 'ncut', 0, 6000, 0, 'fails', 0, 15,
            'final', 1, 1, '{}', '', 1, 0, 1, '2000-01-01T00:00:00.000Z'
        FROM n;

        INSERT INTO transfer_candidate (id, plan_id, learner_id, articulation_id, sitting, state, bonus, total, version, created_at)
        SELECT printf('0000000F-0000-7000-8000-%012X', i), printf('0000000E-0000-7000-8000-%012X', cohort), id,
            printf('0000000A-0000-7000-8000-%012X', a), 1, 'passed', 0, 8000, 3, '2000-01-01T00:00:00.000Z'
        FROM n;

        INSERT INTO transfer_result (
            plan_id, candidate_id, version, learner_id, sitting, outcome, total, effective_on, recorded_on, recorded_at)
        SELECT printf('0000000E-0000-7000-8000-%012X', cohort), printf('0000000F-0000-7000-8000-%012X', i), 3, id, 1, 'passed', 8000,
            (cohort + 5) || '-07-01', (cohort + 5) || '-07-01', '2000-01-01T00:00:00.000Z'
        FROM n;

        INSERT INTO outcome (id, learner_id, kind, version, created_at)
        SELECT printf('00000010-0000-7000-8000-%012X', i), id, CASE WHEN i % 5 = 0 THEN 'further-study' ELSE 'employment' END, 1,
            '2000-01-01T00:00:00.000Z'
        FROM n;

        INSERT INTO outcome_fact (
            outcome_id, version, learner_id, kind, answer, employer_kind, withdrawn, effective_on, recorded_on, recorded_at)
        SELECT o.id, 1, o.learner_id, o.kind, CASE WHEN n.i % 7 = 0 THEN 'unknown' ELSE 'yes' END, NULL, 0,
            (n.cohort + 7) || '-08-01', (n.cohort + 7) || '-08-01', '2000-01-01T00:00:00.000Z'
        FROM n
        JOIN outcome o ON o.learner_id = n.id;

        INSERT INTO learner_sight (institution, seq)
        SELECT 'bpc', seq FROM learner UNION ALL SELECT 'ncut', seq FROM learner;

        -- What the sweep would count.
        INSERT INTO figure_count (institution, measure, cohort, effective_on, known_on, answer, learners)
        SELECT c.institution, c.measure, c.cohort, c.day, c.day, c.answer, SUM(c.learners)
        FROM (
            SELECT 'bpc' AS institution, 'progression' AS measure, cohort, cohort || '-09-01' AS day, 'no' AS answer, 1 AS learners FROM n
            UNION ALL SELECT 'bpc', 'progression', cohort, (cohort + 5) || '-09-01', 'no', -1 FROM n
            UNION ALL SELECT 'bpc', 'progression', cohort, (cohort + 5) || '-09-01', 'yes', 1 FROM n
            UNION ALL SELECT 'ncut', 'progression', cohort, (cohort + 5) || '-09-01', 'yes', 1 FROM n
            UNION ALL SELECT i.code, 'pass-rate', n.cohort, (n.cohort + 5) || '-07-01', 'yes', 1 FROM n JOIN organisation i
            UNION ALL SELECT i.code, k.kind, n.cohort, (n.cohort + 6) || '-09-01', 'none', 1
            FROM n JOIN organisation i JOIN (SELECT 'employment' AS kind UNION ALL SELECT 'further-study') k
            UNION ALL SELECT i.code, o.kind, n.cohort, o.effective_on, 'none', -1
            FROM n JOIN organisation i JOIN outcome_fact o ON o.learner_id = n.id
            UNION ALL SELECT i.code, o.kind, n.cohort, o.effective_on, o.answer, 1
            FROM n JOIN organisation i JOIN outcome_fact o ON o.learner_id = n.id) c
        GROUP BY c.institution, c.measure, c.cohort, c.day, c.answer;

        DROP TABLE n;
        """;

    /// <returns>The seconds that it took.</returns>
    public static double Fill(string path, int learners)
    {
        var watch = Stopwatch.StartNew();
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Run(connection, "PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000; PRAGMA temp_store = MEMORY; BEGIN");
        using (var fill = connection.CreateCommand())
        {
            fill.CommandText = Rows;
            fill.CommandTimeout = 0;
            fill.Parameters.AddWithValue("$learners", learners);
            fill.ExecuteNonQuery();
        }
        Run(connection, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
        return watch.Elapsed.TotalSeconds;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }
}
