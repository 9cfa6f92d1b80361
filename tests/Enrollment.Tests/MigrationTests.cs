using Testing;
using Xunit;

namespace Enrollment.Tests;

/// <summary>What was there before a migration is there after it.</summary>
public sealed class MigrationTests
{
    [Fact]
    public void Facts_from_before_snapshots_have_the_state_and_the_institution_of_their_day()
    {
        using var database = new OldDatabase("Enrollment", "0013_learner_snapshots.sql");
        database.Run(
            """
            INSERT INTO articulation (
                id, pathway_code, from_institution, from_major, from_major_name, to_institution, to_major, to_major_name,
                internship_credits, state, enrolled, version, created_at)
            VALUES ('a', '2+3+2', 'bpc', '530701', 'E', 'ncut', '120201K', 'B', 0, 'active', 0, 1, '2020-01-01T00:00:00.000Z');
            INSERT INTO learner (
                id, institution, present_institution, student_number, birth_date, cohort, articulation_id, major, stage, state,
                enrolled_on, since, stage_began_on, version, created_at)
            VALUES ('l', 'bpc', 'ncut', 'S1', '2005-05-01', 2019, 'a', '120201K', 3, 'graduated',
                '2019-09-01', '2026-06-30', '2024-09-01', 8, '2019-09-01T20:00:00.000Z');
            INSERT INTO learner_fact (learner_id, version, fact, stage, effective_on, recorded_at) VALUES
                ('l', 1, 'enrolled', 1, '2019-09-01', '2019-09-01T20:00:00.000Z'),
                ('l', 2, 'stage-completed', 2, '2021-09-01', '2021-09-01T00:00:00.000Z'),
                ('l', 3, 'went-on-leave', 2, '2021-10-01', '2021-10-01T00:00:00.000Z'),
                ('l', 4, 'returned', 2, '2022-03-01', '2022-03-01T00:00:00.000Z'),
                ('l', 5, 'stage-completed', 2, '2024-06-30', '2024-06-30T00:00:00.000Z'),
                ('l', 6, 'transferred', 3, '2024-09-01', '2024-09-01T00:00:00.000Z'),
                ('l', 7, 'returned', 3, '2025-03-01', '2025-03-01T00:00:00.000Z'),
                ('l', 8, 'graduated', 3, '2026-06-30', '2026-06-30T00:00:00.000Z');
            """);

        database.Migrate();

        Assert.Equal(
            [
                "1 enrolled bpc 2019-09-02",
                "2 enrolled bpc 2021-09-01",
                "3 on-leave bpc 2021-10-01",
                "4 enrolled bpc 2022-03-01",
                "5 transfer-ready bpc 2024-06-30",
                "6 transferred ncut 2024-09-01",
                "7 transferred ncut 2025-03-01",
                "8 graduated ncut 2026-06-30",
            ],
            database.Read(
                """
                SELECT version || ' ' || state || ' ' || present_institution || ' ' || recorded_on
                FROM learner_fact
                WHERE cohort = 2019 AND articulation_id = 'a' AND institution = 'bpc' AND recorded_version = version
                    AND superseded_at IS NULL
                ORDER BY version
                """));
        Assert.Equal(["2026-06-30"], database.Read("SELECT changed_on FROM learner"));
    }

    [Fact]
    public void An_employment_from_before_first_days_has_begun_and_its_teacher_is_asked_for_anew()
    {
        using var database = new OldDatabase("Enrollment", "0110_first_days_of_employments.sql");
        database.Run(
            """
            INSERT INTO known_teacher (id, version) VALUES ('t', 4);
            INSERT INTO teacher_employment (teacher_id, id, institution, last_day) VALUES ('t', 'e', 'ncut', NULL);
            """);

        database.Migrate();

        Assert.Equal(["1950-01-01 3"], database.Read(
            """
            SELECT e.employed_from || ' ' || k.version
            FROM teacher_employment e
            JOIN known_teacher k ON k.id = e.teacher_id
            """));
    }

    [Fact]
    public void Credit_from_before_mappings_is_a_fact_of_its_placement()
    {
        using var database = new OldDatabase("Enrollment", "0031_credit_by_mapping.sql");
        database.Run(
            """
            INSERT INTO credit (id, learner_id, source_kind, source_id, credits, grade, hours, effective_on, recorded_at) VALUES
                ('c1', 'l', 'placement', 'p1', 60, 'good', 960, '2026-03-31', '2026-04-01T20:00:00.000Z'),
                ('c2', 'l', 'placement', 'p2', 40, 'pass', 160, '2026-07-31', '2026-08-01T00:00:00.000Z');
            """);

        database.Migrate();

        Assert.Equal(
            [
                "p1 0 post-internship completed good 960 2026-03-31 2026-04-02",
                "p2 0 post-internship completed pass 160 2026-07-31 2026-08-01",
            ],
            database.Read(
                """
                SELECT placement_id || ' ' || version || ' ' || kind || ' ' || state || ' ' || grade || ' ' || hours || ' ' || ends_on
                    || ' ' || recorded_on
                FROM placement_fact
                WHERE learner_id = 'l'
                ORDER BY placement_id
                """));
    }

    [Fact]
    public void Pathways_and_articulations_from_before_owners_have_their_two_sides_and_diplomas()
    {
        using var database = new OldDatabase("Enrollment", "0015_owners_of_stages.sql");
        database.Run(
            """
            INSERT INTO articulation (
                id, pathway_code, from_institution, from_major, from_major_name, to_institution, to_major, to_major_name,
                internship_credits, state, enrolled, version, created_at)
            VALUES ('a', '2+3+2', 'bpc', '530701', 'E', 'ncut', '120201K', 'B', 60, 'active', 0, 1, '2020-01-01T00:00:00.000Z');
            """);

        database.Migrate();

        Assert.Equal(
            ["from bpc 530701 E", "to ncut 120201K B"],
            database.Read(
                "SELECT owner || ' ' || institution || ' ' || major || ' ' || major_name FROM articulation_owner ORDER BY position"));
        Assert.Equal(
            ["bpc/530701>ncut/120201K 1 60"],
            database.Read("SELECT route || ' ' || revision || ' ' || internship_credits FROM articulation"));
        Assert.Equal(
            ["2+3+2 2 associate 0", "2+3+2 3 bachelor 1", "3+2 1 associate 0", "3+2 2 bachelor 1", "3+4 1 secondary 0", "3+4 2 bachelor 0"],
            database.Read(
                """
                SELECT pathway_code || ' ' || position || ' ' || diploma || ' ' || annotated
                FROM pathway_stage
                WHERE diploma IS NOT NULL
                ORDER BY pathway_code, position
                """));
    }

    [Fact]
    public void D44_reasons_and_replies_from_before_stand_apart()
    {
        using var database = new OldDatabase("Enrollment", "0110_personal_values.sql");
        database.Run(
            """
            INSERT INTO audit (aggregate, aggregate_id, version, action, reason, actor, organisation, trace_id, recorded_at) VALUES
                ('learner', 'l', 1, 'enrolled', NULL, 'a', 'bpc', '', '2026-01-01T00:00:00.000Z'),
                ('learner', 'l', 2, 'withdrawn', 'Moved.', 'a', 'bpc', '', '2026-01-02T00:00:00.000Z');
            INSERT INTO idempotency (actor, idempotency_key, request_hash, status, body, created_at) VALUES
                ('a', '1', 'h', 200, '{"id":"l","reason":"Moved."}', '2026-01-02T00:00:00.000Z'),
                ('a', '2', 'h', NULL, NULL, '2026-01-02T00:00:00.000Z');
            """);

        database.Migrate();

        Assert.Equal(
            ["1 ", "2 Moved."],
            database.Read(
                """
                SELECT a.version || ' ' || COALESCE(v.value, '')
                FROM audit a LEFT JOIN personal_value v ON v.id = a.reason_id AND v.kind = 'learner' AND v.thing_id = 'l'
                ORDER BY a.version
                """));
        Assert.Equal(
            ["""1 l {"id":"l","reason":"Moved."}"""],
            database.Read(
                """
                SELECT i.idempotency_key || ' ' || v.thing_id || ' ' || v.value
                FROM idempotency i JOIN personal_value v ON v.id = i.body_id
                """));
        var refused = Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => database.Run("UPDATE audit SET actor = 'b'"));
        Assert.Contains("The audit is not changed.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void D44_values_of_learners_from_before_stand_apart()
    {
        using var database = new OldDatabase("Enrollment", "0100_values_of_learners.sql");
        database.Run(
            """
            INSERT INTO learner (
                id, institution, present_institution, student_number, person, birth_date, cohort, articulation_id, major, stage, state,
                enrolled_on, since, stage_began_on, withdrawal_reason, version, created_at) VALUES
                ('L-A', 'bpc', 'bpc', 'S1', 'p-1', '2005-05-01', 2021, 'a', 'm', 1, 'withdrawn', '2021-09-01', '2022-01-01', '2021-09-01',
                    'Moved.', 2, '2021-09-01T00:00:00.000Z'),
                ('L-B', 'bpc', 'bpc', 'S2', NULL, '2006-05-01', 2021, 'a', 'm', 1, 'enrolled', '2021-09-01', '2021-09-01', '2021-09-01',
                    NULL, 1, '2021-09-01T00:00:00.000Z');
            INSERT INTO learner_correction (learner_id, version, member, before, after, recorded_on, recorded_at)
            VALUES ('L-A', 2, 'birthDate', '2005-04-01', '2005-05-01', '2022-01-01', '2022-01-01T00:00:00.000Z');
            INSERT INTO x_certificate (id, learner_id, institution, evaluator, number, state, version) VALUES
                ('X-A', 'L-A', 'bpc', 'e', 'N1', 'recorded', 2), ('X-B', 'L-A', 'bpc', 'e', 'N2', 'withdrawn', 2);
            INSERT INTO x_certificate_version (
                certificate_id, version, state, type, level, evaluator, number, issued_on, account, reason, recorded_on, recorded_at) VALUES
                ('X-A', 1, 'recorded', 't', 'l', 'e', 'N0', '2021-01-01', 'acc', NULL, '2021-01-01', '2021-01-01T00:00:00.000Z'),
                ('X-A', 2, 'recorded', 't', 'l', 'e', 'N1', '2021-01-01', 'acc', 'Typo.', '2021-01-02', '2021-01-02T00:00:00.000Z'),
                ('X-B', 1, 'recorded', 't', 'l', 'e', 'N2', '2021-01-01', NULL, NULL, '2021-01-01', '2021-01-01T00:00:00.000Z'),
                ('X-B', 2, 'withdrawn', 't', 'l', 'e', 'N2', '2021-01-01', NULL, 'Typo.', '2021-01-02', '2021-01-02T00:00:00.000Z');
            """);

        database.Migrate();

        Assert.Equal(
            ["S1 p-1 2005-05-01 Moved.", "S2 - 2006-05-01 -"],
            database.Read(
                """
                SELECT n.value || ' ' || COALESCE(p.value, '-') || ' ' || b.value || ' ' || COALESCE(w.value, '-')
                FROM learner l
                JOIN personal_value n ON n.id = l.student_number_id AND n.thing_id = lower(l.id) AND n.holds = 1
                LEFT JOIN personal_value p ON p.id = l.person_id AND p.lookup = p.value
                JOIN personal_value b ON b.id = l.birth_date_id
                LEFT JOIN personal_value w ON w.id = l.withdrawal_reason_id
                ORDER BY l.seq
                """));
        Assert.Equal(
            ["2005-04-01 2005-05-01"],
            database.Read(
                """
                SELECT b.value || ' ' || n.value
                FROM learner_correction c JOIN personal_value b ON b.id = c.before_id JOIN personal_value n ON n.id = c.after_id
                """));
        Assert.Equal(
            ["X-A 1 N0 0 acc", "X-A 2 N1 1 acc", "X-B 1 N2 0 -", "X-B 2 N2 0 -"],
            database.Read(
                """
                SELECT c.certificate_id || ' ' || c.version || ' ' || n.value || ' ' || n.holds || ' ' || COALESCE(a.value, '-')
                FROM x_certificate_version c
                JOIN personal_value n ON n.id = c.number_id
                LEFT JOIN personal_value a ON a.id = c.account_id
                ORDER BY c.certificate_id, c.version
                """));
    }
}
