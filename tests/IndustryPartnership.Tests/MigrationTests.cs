using Microsoft.Data.Sqlite;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>What was there before applications, consents and signatures came is there after them.</summary>
public sealed class MigrationTests
{
    private const int LastReleased = 3;

    [Fact]
    public void A_placement_counts_as_started_on_its_first_day_and_a_slot_without_a_place_is_full()
    {
        using var database = new SqliteConnection("Data Source=:memory:;Pooling=False");
        database.Open();
        var scripts = Directory.GetFiles(Path.Combine(Repository.Root, "services", "IndustryPartnership", "Migrations", "Sqlite")).Order(StringComparer.Ordinal).Select(File.ReadAllText).ToList();
        foreach (var script in scripts.Take(LastReleased)) Run(script);
        Run("""
            INSERT INTO slot (id, enterprise, title, post_kind, capacity, placed, starts_on, ends_on, state, version, created_at) VALUES
                ('full', 'dji', 't', 'p', 2, 2, '2026-02-01', '2026-07-31', 'open', 4, ''), ('room', 'dji', 't', 'p', 2, 1, '2026-02-01', '2026-07-31', 'open', 4, ''),
                ('over', 'dji', 't', 'p', 1, 1, '2026-02-01', '2026-07-31', 'closed', 5, '');
            INSERT INTO placement (id, slot_id, learner_id, institution, enterprise, starts_on, ends_on, state, version, created_at) VALUES
                ('1', 'full', 'l', 'bpc', 'dji', '2026-02-01', '2026-07-31', 'active', 1, ''), ('2', 'room', 'l', 'bpc', 'dji', '2026-02-02', '2026-03-01', 'stopped', 2, '');
            """);

        foreach (var script in scripts.Skip(LastReleased)) Run(script);

        Assert.Equal(["full full 5", "room open 4", "over closed 5"], Read("SELECT id || ' ' || state || ' ' || version FROM slot ORDER BY seq"));
        Assert.Equal(["1 active 2026-02-01", "2 stopped 2026-02-02"], Read("SELECT id || ' ' || state || ' ' || started_on FROM placement ORDER BY seq"));

#pragma warning disable CA2100 // The scripts are the repository's own.
        void Run(string script)
        {
            using var command = database.CreateCommand();
            command.CommandText = script;
            command.ExecuteNonQuery();
        }

        List<string> Read(string sql)
        {
            using var command = database.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            var rows = new List<string>();
            while (reader.Read()) rows.Add(reader.GetString(0));
            return rows;
        }
#pragma warning restore CA2100
    }
}
