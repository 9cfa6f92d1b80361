using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>What was there before applications, consents and signatures came is there after them.</summary>
public sealed class MigrationTests
{
    [Fact]
    public void A_migrated_placement_starts_on_its_first_day_and_a_slot_without_places_is_full()
    {
        using var database = new OldDatabase("IndustryPartnership", "0004_applications.sql");
        database.Run("""
            INSERT INTO slot (id, enterprise, title, post_kind, capacity, placed, starts_on, ends_on, state, version, created_at) VALUES
                ('full', 'dji', 't', 'p', 2, 2, '2026-02-01', '2026-07-31', 'open', 4, '2026-01-15 16:30:00+00:00'), ('room', 'dji', 't',
                    'p', 2, 1, '2026-02-01', '2026-07-31', 'open', 4, '2026-01-15 16:30:00+00:00'),
                ('over', 'dji', 't', 'p', 1, 1, '2026-02-01', '2026-07-31', 'closed', 5, '2026-01-15 16:30:00+00:00');
            INSERT INTO placement (id, slot_id, learner_id, institution, enterprise, starts_on, ends_on, state, version, created_at) VALUES
                ('1', 'full', 'l', 'bpc', 'dji', '2026-02-01', '2026-07-31', 'active', 1, '2026-01-20 15:00:00+00:00'), ('2', 'room', 'l',
                    'bpc', 'dji', '2026-02-02', '2026-03-01', 'stopped', 2, '2026-01-20 15:00:00+00:00');
            """);

        database.Migrate();

        Assert.Equal(["full full 5", "room open 4", "over closed 5"], database.Read(
            """
            SELECT id || ' ' || state || ' ' || version
            FROM slot
            ORDER BY seq
            """));
        Assert.Equal(["1 active 2026-02-01", "2 stopped 2026-02-02"], database.Read(
            """
            SELECT id || ' ' || state || ' ' || started_on
            FROM placement
            ORDER BY seq
            """));
        Assert.Equal(["1 place accepted 2026-01-20", "full slot written 2026-01-16"], database.Read(
            """
            SELECT thing_id || ' ' || what || ' ' || taken_on
            FROM step
            WHERE thing_id IN ('1', 'full')
            ORDER BY thing_id
            """));
    }

    [Fact]
    public void D5_learner_transferred_before_the_migration_belongs_to_the_university()
    {
        using var database = new OldDatabase("IndustryPartnership", "0037_present_institution.sql");
        database.Run("""
            INSERT INTO learner (id, institution, birth_date, cohort, major, stage, state, guard, version) VALUES
                ('gone', 'bpc', '2005-05-01', 2021, '080204', 3, 'transferred', 0, 3), ('there', 'bpc', '2005-05-01', 2021, '460609', 1,
                    'enrolled', 0, 1),
                ('untold', 'bpc', '2005-05-01', 2021, '460609', 1, 'enrolled', 0, 1);
            INSERT INTO learner_fact (learner_id, version, fact, institution, stage, state, happened_on, recorded_at) VALUES
                ('gone', 2, 'stage completed', 'bpc', 2, 'transfer-ready', '2024-09-01', '2024-09-01 00:00:00+00:00'),
                ('gone', 3, 'transferred', 'ncut', 3, 'transferred', '2025-09-01', '2025-09-01 00:00:00+00:00'),
                ('there', 1, 'enrolled', 'bpc', 1, 'enrolled', '2021-09-01', '2021-09-01 00:00:00+00:00');
            """);

        database.Migrate();

        Assert.Equal(["gone ncut", "there bpc", "untold bpc"], database.Read("SELECT id || ' ' || institution FROM learner ORDER BY id"));
    }

    [Fact]
    public void D44_mentors_from_before_are_persons_of_their_enterprises()
    {
        using var database = new OldDatabase("IndustryPartnership", "0130_mentors.sql");
        database.Run("""
            PRAGMA foreign_keys = OFF;
            INSERT INTO placement (id, slot_id, learner_id, institution, enterprise, starts_on, ends_on, state, mentor, version, created_at)
                VALUES ('P-A', 'S', 'L', 'bpc', 'dji', '2024-09-02', '2024-12-31', 'active', 'm-1', 2, '2024-09-01'),
                    ('P-B', 'S', 'L', 'bpc', 'dji', '2024-09-02', '2024-12-31', 'active', 'm-1', 2, '2024-09-01'),
                    ('P-C', 'S', 'L', 'bpc', 'huace', '2024-09-02', '2024-12-31', 'active', NULL, 2, '2024-09-01');
            INSERT INTO placement_post (placement_id, from_on, until_on, slot_id, enterprise, mentor)
                VALUES ('P-C', '2024-09-02', '2024-09-30', 'S', 'dji', 'm-2'), ('P-C', '2024-10-01', NULL, 'S', 'huace', NULL);
            INSERT INTO logbook_entry (placement_id, week_of, state, signed_on, signed_by, version, created_at)
                VALUES ('P-A', '2024-09-02', 'signed', '2024-09-08', 'm-1', 2, '2024-09-06'),
                    ('P-C', '2024-09-02', 'signed', '2024-09-08', 'm-2', 2, '2024-09-06');
            """);

        database.Migrate();

        Assert.Equal(
            ["dji m-1", "dji m-2"],
            database.Read(
                """
                SELECT r.enterprise || ' ' || v.lookup
                FROM mentor r
                JOIN personal_value v ON v.id = r.person_id AND v.thing_id = lower(r.id) AND v.scope = 'mentor ' || r.enterprise
                ORDER BY v.lookup
                """));
        Assert.Equal(
            ["P-A m-1 m-1", "P-B m-1 -", "P-C - m-2"],
            database.Read(
                """
                SELECT p.id || ' ' || COALESCE(v.lookup, '-') || ' ' || COALESCE(s.lookup, '-')
                FROM placement p
                LEFT JOIN mentor r ON r.id = p.mentor_id
                LEFT JOIN personal_value v ON v.id = r.person_id
                LEFT JOIN logbook_entry e ON e.placement_id = p.id
                LEFT JOIN mentor q ON q.id = e.mentor_id
                LEFT JOIN personal_value s ON s.id = q.person_id
                ORDER BY p.id
                """));
    }

    [Fact]
    public void D44_contacts_from_before_stand_apart()
    {
        using var database = new OldDatabase("IndustryPartnership", "0131_contacts.sql");
        database.Run("""
            INSERT INTO contact (id, organisation, desk, name, email, phone, version, created_at)
                VALUES ('C-A', 'ncut', 'general', 'Wang', 'w@example.org', NULL, 1, '2024-09-01');
            INSERT INTO client (
                id, organisation, name, purpose, roles, contact_name, contact_email, contact_phone, secret_hash, state, asked_on, version,
                created_at)
                VALUES ('K-A', 'ncut', 'CRM', 'Slots.', 'registrar', 'Li', 'l@example.org', '010', 'h', 'asked', '2024-09-01', 1,
                        '2024-09-01'),
                    ('K-B', 'ncut', 'Old', 'Slots.', 'registrar', NULL, NULL, NULL, 'h', 'closed', '2024-09-01', 2, '2024-09-01');
            """);

        database.Migrate();

        Assert.Equal(
            ["c-a email w@example.org", "c-a name Wang", "k-a/contact email l@example.org", "k-a/contact name Li", "k-a/contact phone 010"],
            database.Read("SELECT thing_id || ' ' || member || ' ' || value FROM personal_value ORDER BY thing_id, member"));
        Assert.Equal(
            ["Wang", "Li"],
            database.Read(
                """
                SELECT v.value FROM contact c JOIN personal_value v ON v.id = c.name_id
                UNION ALL
                SELECT v.value FROM client k JOIN personal_value v ON v.id = k.contact_name_id
                """));
    }

    [Fact]
    public void D44_values_of_learners_from_before_stand_apart()
    {
        using var database = new OldDatabase("IndustryPartnership", "0120_values_of_learners.sql");
        database.Run("""
            PRAGMA foreign_keys = OFF;
            INSERT INTO learner (id, institution, person, birth_date, cohort, major, stage, state, guard, version) VALUES
                ('L-A', 'bpc', 'p-1', '2005-05-01', 2021, '080204', 1, 'enrolled', 0, 1), ('L-B', 'bpc', NULL, NULL, 2021, '080204', 1,
                    'withdrawn', 0, 2);
            INSERT INTO logbook_entry (placement_id, week_of, state, comment, version, created_at)
                VALUES ('P-A', '2024-09-02', 'returned', 'Say more.', 2, '2024-09-06');
            INSERT INTO logbook_day (placement_id, day, week_of, hours, work) VALUES
                ('P-A', '2024-09-02', '2024-09-02', 800, 'Flew.'), ('P-A', '2024-09-03', '2024-09-02', 800, '');
            INSERT INTO mentor_assessment (placement_id, grade, text, assessed_on, created_at)
                VALUES ('P-A', 'good', 'Careful.', '2024-10-01', '2024-10-01');
            """);

        database.Migrate();

        Assert.Equal(
            ["L-A p-1 2005-05-01", "L-B - -"],
            database.Read(
                """
                SELECT l.id || ' ' || COALESCE(p.lookup, '-') || ' ' || COALESCE(b.value, '-')
                FROM learner l
                LEFT JOIN personal_value p ON p.id = l.person_id AND p.thing_id = 'l-a'
                LEFT JOIN personal_value b ON b.id = l.birth_date_id
                ORDER BY l.id
                """));
        Assert.Equal(
            ["Flew. Say more. Careful.", "- Say more. Careful."],
            database.Read(
                """
                SELECT COALESCE(w.value, '-') || ' ' || c.value || ' ' || t.value
                FROM logbook_day d
                JOIN logbook_entry e ON e.placement_id = d.placement_id AND e.week_of = d.week_of
                JOIN mentor_assessment m ON m.placement_id = d.placement_id
                LEFT JOIN personal_value w ON w.id = d.work_id AND w.thing_id = 'p-a/2024-09-02'
                JOIN personal_value c ON c.id = e.comment_id AND c.thing_id = 'p-a/2024-09-02'
                JOIN personal_value t ON t.id = m.text_id
                ORDER BY d.day
                """));
    }
}
