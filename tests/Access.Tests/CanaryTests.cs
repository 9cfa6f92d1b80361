using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kernel;
using Kernel.Data;
using Kernel.Personal;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Testing;

namespace Access.Tests;

/// <summary>
/// What a caller writes about a person stands in one table, and an erasure leaves none of it (D44). Each operation gets a word of its own
/// in each member with free text or a person's number, as its OpenAPI document has them.
/// </summary>
public sealed class CanaryTests
{
    private const string Text = @"^\S([\s\S]*\S)?$";
    private const string Name = @"^\S(.*\S)?$";

    // Numbers of persons have a pattern of their own.
    private static readonly string[] Numbers = ["studentNumber", "number", "account"];

    // What an institution writes about its own things, by kind as the audit names it, is about no person.
    private static readonly string[] OfInstitutions =
    [
        "admission-conditions", "articulation", "credit-mapping", "equivalence", "learning-outcome", "module", "module-lead", "parked",
        "programme", "transfer-plan", "x-certificate-type",
    ];

    [Fact]
    public async Task D44_no_free_text_about_a_learner_stands_outside_of_its_table_or_outlives_the_erasure()
    {
        var things = new EnrollmentThings();
        await things.InitializeAsync();
        try
        {
            var errors = new List<string>();
            var sent = 0;
            var spans = new ConcurrentQueue<string>();
            using var logs = new LogLines();
            things.App.Services.GetRequiredService<ILoggerFactory>().AddProvider(logs);
            using (Listen(spans))
            {
                foreach (var row in things.Table.Rows) sent += await SendAsync(things, row, errors);
            }
            Assert.Empty(errors);
            Assert.NotEmpty(spans);
            Assert.DoesNotContain(spans, span => span.Contains("canary-", StringComparison.Ordinal));
            Assert.DoesNotContain(logs.All, line => $"{line.Message} {line.Exception}".Contains("canary-", StringComparison.Ordinal));
            Assert.True(sent > 60, $"Only {sent} words were sent.");

            var outside = await TablesWithAsync(things);
            var ofInstitutions = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "contracts", "personal-data.md"));
            Assert.DoesNotContain(
                // Events wait here of what institutions write about their own things; the file below has none about a learner.
                outside.Except(["personal_value.value", "personal_value.lookup", "change_form.data", "outbox.body"]),
                column => !ofInstitutions.Any(line =>
                    line.StartsWith($"| {column} | nobody |", StringComparison.Ordinal)
                    || line.StartsWith($"| {column} | teachers |", StringComparison.Ordinal)));

            var words = await things.App.Db.QueryAsync<Word>(
                "SELECT kind, value FROM $schema.personal_value WHERE value LIKE 'canary%' AND member <> 'reply'");
            await EraseAllAsync(things);

            var left = (await things.App.Db.QueryAsync<string>("SELECT DISTINCT kind FROM $schema.personal_value"))
                .Except([.. OfInstitutions, ""]);
            Assert.Empty(left);
            var file = await DatabaseFile.ReadAsync(FileOf(things));
            var about = words.GroupBy(word => word.Value).Where(of => of.Any(word => !OfInstitutions.Contains(word.Kind))).ToList();
            Assert.True(about.Count > 25, $"Only {about.Count} words are about a learner.");
            Assert.DoesNotContain(about, of => file.Contains(of.Key, StringComparison.Ordinal));
        }
        finally
        {
            await things.DisposeAsync();
        }
    }

    private static async Task<int> SendAsync(Things things, Row row, List<string> errors)
    {
        var operation = things.OperationOf(row);
        if (operation.IsRead || operation.Body is not { } schema || row.Doer is not { } doer) return 0;
        var sent = 0;
        foreach (var canMissing in new[] { true, false })
        {
            var thing = await things.MakeAsync(row);
            if (thing.Body is null) return 0;
            var (body, number) = (thing.BodyNode(), 0);
            var name = $"canary-{string.Concat(row.Name.Where(char.IsAsciiLetterOrDigit))}-{(canMissing ? "all" : "own")}";
            Fill(schema, body, () => $"{name}-{++number}", canMissing);
            if (number == 0) return 0;
            var reply = await things.SendAsync(
                thing.To(operation, things.Token(thing.Own ?? row.Own, doer, thing.Person)) with { Body = body.ToJsonString() });
            if (reply.Status < 300) sent += number;
            else if (!canMissing) errors.Add($"{row.Name}: {reply.Status} {reply.Body}");
        }
        return sent;
    }

    // Optional members too where they pass: at least all that the recipe has.
    private static void Fill(JsonElement schema, JsonNode? at, Func<string> word, bool canMissing)
    {
        if (at is JsonArray items && schema.TryGetProperty("items", out var item))
        {
            for (var i = 0; i < items.Count; i++) if (items[i] is JsonObject) Fill(item, items[i], word, canMissing);
        }
        if (at is not JsonObject members) return;
        foreach (var member in schema.Members())
        {
            var has = members[member.Name] is not null;
            if (IsFree(member) && (has || canMissing)) members[member.Name] = Fit(member, word());
            else if (has) Fill(member.Value, members[member.Name], word, canMissing);
        }
    }

    private static string Fit(JsonProperty member, string word) =>
        member.Value.Number("maxLength") is { } most && word.Length > most ? $"{word[..(most - 4)]}{word[^4..]}" : word;

    private static bool IsFree(JsonProperty member) =>
        member.Value.Is("string")
        && (Numbers.Contains(member.Name)
            || (member.Value.TryGetProperty("pattern", out var pattern) && pattern.GetString() is Text or Name));

    private static async Task<IReadOnlyList<string>> TablesWithAsync(Things things)
    {
        var found = new List<string>();
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={FileOf(things)};Pooling=False");
        await connection.OpenAsync();
        foreach (var (table, column) in await RowsAsync(
            "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.type <> 'INTEGER'"))
        {
            var rows = await RowsAsync(
                $"SELECT '{table}', '{column}' WHERE EXISTS (SELECT 1 FROM [{table}] WHERE [{column}] LIKE '%canary-%')");
            if (rows.Count > 0) found.Add($"{table}.{column}");
        }
        return found;

        async Task<List<(string, string)>> RowsAsync(string sql)
        {
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The names are those of the schema.
            command.CommandText = sql;
#pragma warning restore CA2100
            await using var reader = await command.ExecuteReaderAsync();
            var rows = new List<(string, string)>();
            while (await reader.ReadAsync()) rows.Add((reader.GetString(0), reader.GetString(1)));
            return rows;
        }
    }

    private static ActivityListener Listen(ConcurrentQueue<string> spans)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => spans.Enqueue(
                string.Join('\n', span.TagObjects.Select(tag => $"{tag.Key} {tag.Value}").Append(span.DisplayName))),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    // Whether the data are still needed is another rule; here all of them go.
    private static async Task EraseAllAsync(Things things)
    {
        foreach (var learner in await things.App.Db.QueryAsync<Guid>("SELECT id FROM $schema.learner WHERE erased_on IS NULL"))
        {
            await using var scope = things.App.Services.CreateAsyncScope();
            var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
            var subject = scope.ServiceProvider.GetServices<DataSubject>().Single(one => one.Kind == "learner");
            var act = Act.OfPlatform("test", things.App.Today, TimeProvider.System);
            await work.RunAsync(async () =>
            {
                await subject.Erasure!.EraseAsync(work, scope.ServiceProvider.GetRequiredService<IPublishEndpoint>(), learner, act);
                var requests = await work.QueryAsync<ThingOfPerson>(
                    "SELECT 'erasure' AS kind, id FROM $schema.erasure WHERE person_id = @learner", new { learner });
                await Eraser.ForgetAsync(work, [.. await subject.ThingsAsync(work, learner), .. requests], act);
            });
        }
    }

    private static string FileOf(Things things) =>
        Path.Combine(things.App.Services.GetRequiredService<IConfiguration>()["Sqlite:Folder"]!, "enrollment.db");

    private sealed record Word
    {
        public string Kind { get; init; } = "";
        public string Value { get; init; } = "";
    }
}
