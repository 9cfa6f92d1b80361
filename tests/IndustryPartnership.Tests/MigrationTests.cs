using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>What was there before applications, consents and signatures came is there after them.</summary>
public sealed class MigrationTests
{
    [Fact]
    public void A_placement_counts_as_started_on_its_first_day_and_a_slot_without_a_place_is_full()
    {
        using var database = new OldDatabase("0004_applications.sql");
        database.Run("""
            INSERT INTO slot (id, enterprise, title, post_kind, capacity, placed, starts_on, ends_on, state, version, created_at) VALUES
                ('full', 'dji', 't', 'p', 2, 2, '2026-02-01', '2026-07-31', 'open', 4, '2026-01-15 16:30:00+00:00'), ('room', 'dji', 't', 'p', 2, 1, '2026-02-01', '2026-07-31', 'open', 4, '2026-01-15 16:30:00+00:00'),
                ('over', 'dji', 't', 'p', 1, 1, '2026-02-01', '2026-07-31', 'closed', 5, '2026-01-15 16:30:00+00:00');
            INSERT INTO placement (id, slot_id, learner_id, institution, enterprise, starts_on, ends_on, state, version, created_at) VALUES
                ('1', 'full', 'l', 'bpc', 'dji', '2026-02-01', '2026-07-31', 'active', 1, '2026-01-20 15:00:00+00:00'), ('2', 'room', 'l', 'bpc', 'dji', '2026-02-02', '2026-03-01', 'stopped', 2, '2026-01-20 15:00:00+00:00');
            """);

        database.Migrate();

        Assert.Equal(["full full 5", "room open 4", "over closed 5"], database.Read("SELECT id || ' ' || state || ' ' || version FROM slot ORDER BY seq"));
        Assert.Equal(["1 active 2026-02-01", "2 stopped 2026-02-02"], database.Read("SELECT id || ' ' || state || ' ' || started_on FROM placement ORDER BY seq"));
        Assert.Equal(["1 place accepted 2026-01-20", "full slot written 2026-01-16"], database.Read("SELECT thing_id || ' ' || what || ' ' || taken_on FROM step WHERE thing_id IN ('1', 'full') ORDER BY thing_id"));
    }
}
