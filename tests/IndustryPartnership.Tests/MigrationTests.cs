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
}
