using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>Parties of bases that were there before parties joined and left are there after it.</summary>
public sealed class PartiesMigrationTests
{
    [Fact]
    public void D25_parties_of_an_approved_base_joined_and_only_the_proposer_accepted_a_proposal()
    {
        using var database = new OldDatabase("IndustryPartnership", "0013_parties_of_bases.sql");
        database.Run("""
            INSERT INTO base (id, name, field, capacity, valid_from, valid_until, state, proposed_by, approved_by, version, created_at)
            VALUES
                ('approved', 'n', 'f', 1, '2026-01-01', '2026-12-31', 'active', 'ncut', 'bjedu', 2, ''), ('proposed', 'n', 'f', 1,
                    '2026-02-01', '2026-12-31', 'proposed', 'ncut', NULL, 1, '');
            INSERT INTO base_party (base_id, organisation)
            VALUES ('approved', 'ncut'), ('approved', 'bpc'), ('proposed', 'ncut'), ('proposed', 'bpc');
            """);

        database.Migrate();

        Assert.Equal(
            [
                "approved bpc party ncut 2026-01-01", "approved ncut party ncut 2026-01-01", "proposed bpc party ncut -",
                "proposed ncut party ncut 2026-02-01",
            ],
            database.Read(
                """
                SELECT thing_id || ' ' || organisation || ' ' || role || ' ' || invited_by || ' ' || COALESCE(joined_on, '-')
                FROM membership
                WHERE spell = 0
                ORDER BY thing_id, organisation
                """));
        Assert.Empty(database.Read("SELECT name FROM sqlite_master WHERE name = 'base_party'"));
    }
}
