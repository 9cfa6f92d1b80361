using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using Contracts.Enrollment;
using Contracts.FacultyCertification;
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

    // Columns of contracts/personal-data.md whose values the erased persons do not have.
    private static readonly string[] AboutOthers = ["nobody", "teachers |", "staff of organisations |"];

    // What an institution writes about its own things, by kind as the audit names it, is about no person.
    private static readonly string[] OfInstitutionsOfEnrollment =
    [
        "admission-conditions", "articulation", "credit-mapping", "equivalence", "learning-outcome", "module", "module-lead", "parked",
        "pathway", "programme", "transfer-plan", "x-certificate-type",
    ];

    private static readonly string[] OfInstitutionsOfPartnership =
    [
        "agreement", "agreement-template", "base", "client", "consortium", "contact", "filing", "organisation", "parked", "project", "slot",
        "staff count", "verification request",
    ];

    [Fact]
    public Task D44_no_free_text_about_a_learner_stands_outside_of_its_table_or_outlives_the_erasure() => LeavesNothingAsync(
        new EnrollmentThings(),
        new(25, ["studentNumber", "number", "account"], OfInstitutionsOfEnrollment),
        things => EraseAllAsync(things, "learner", "SELECT id FROM $schema.learner WHERE erased_on IS NULL"));

    [Fact]
    public Task D44_no_free_text_about_a_teacher_or_a_member_of_a_panel_outlives_their_erasures() => LeavesNothingAsync(
        new FacultyThings(),
        new(25, ["staffNumber", "member"], ["figure", "method", "parked", "public-notice", "resource"]),
        async things =>
        {
            await EraseAllAsync(things, "teacher", "SELECT id FROM $schema.teacher WHERE erased_on IS NULL");
            await EraseAllAsync(things, "panel-member", "SELECT id FROM $schema.decision_member");
        });

    [Fact]
    public Task D44_nothing_about_a_learner_a_teacher_or_a_mentor_outlives_their_erasures() => LeavesNothingAsync(
        new PartnershipThings(),
        new(25, ["person", "mentor"], OfInstitutionsOfPartnership)
        {
            OfThings = ["insurer", "policyNumber", "number", "postKind", "place", "field"],
        },
        async things =>
        {
            foreach (var learner in await things.App.Db.QueryAsync<LearnerErased>(
                "SELECT id, institution, articulation_id, cohort, major, version FROM $schema.learner WHERE birth_date_id IS NOT NULL"))
            {
                await things.App.DeliverAsync(learner.ToEvent());
            }
            foreach (var teacher in await things.App.Db.QueryAsync<Guid>("SELECT DISTINCT teacher_id FROM $schema.teacher_practice"))
            {
                await things.App.DeliverAsync(new TeacherErasedV1
                {
                    OccurredAt = DateTimeOffset.UnixEpoch,
                    TeacherId = teacher,
                    ErasedOn = Things.Day,
                    Version = 9,
                });
            }
            await EraseAllAsync(things, "mentor", "SELECT id FROM $schema.mentor");
        });

    private static async Task LeavesNothingAsync(Things things, Words of, Func<Things, Task> eraseAllAsync)
    {
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
                foreach (var row in things.Table.Rows) sent += await SendAsync(things, row, of, errors);
            }
            Assert.Empty(errors);
            Assert.NotEmpty(spans);
            Assert.DoesNotContain(spans, span => span.Contains("canary-", StringComparison.Ordinal));
            Assert.DoesNotContain(logs.All, line => $"{line.Message} {line.Exception}".Contains("canary-", StringComparison.Ordinal));
            Assert.True(sent > 60, $"Only {sent} words were sent.");

            var outside = await TablesWithAsync(things);
            var listed = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "contracts", "personal-data.md"));
            var unlisted = outside
                // Events wait here of what institutions write about their own things; the file below has none about a person.
                .Except(["personal_value.value", "personal_value.lookup", "change_form.data", "outbox.body"])
                .Where(column => !listed.Any(line => line.EndsWith("stays: the law orders to keep it |", StringComparison.Ordinal)
                    ? line.StartsWith($"| {column} |", StringComparison.Ordinal)
                    : Array.Exists(AboutOthers, whose => line.StartsWith($"| {column} | {whose}", StringComparison.Ordinal))))
                .ToList();
            Assert.Empty(unlisted);

            var words = await things.App.Db.QueryAsync<Word>(
                "SELECT kind, value FROM $schema.personal_value WHERE value LIKE 'canary%' AND member <> 'reply'");
            await eraseAllAsync(things);

            var left = (await things.App.Db.QueryAsync<string>("SELECT DISTINCT kind FROM $schema.personal_value"))
                .Except([.. of.Institutions, ""]);
            Assert.Empty(left);
            var file = await DatabaseFile.ReadAsync(FileOf(things));
            var about = words.GroupBy(word => word.Value).Where(same => same.Any(word => !of.Institutions.Contains(word.Kind))).ToList();
            Assert.True(about.Count > of.Least, $"Only {about.Count} words are about a person.");
            Assert.DoesNotContain(about, same => file.Contains(same.Key, StringComparison.Ordinal));
        }
        finally
        {
            await things.DisposeAsync();
        }
    }

    private static async Task<int> SendAsync(Things things, Row row, Words of, List<string> errors)
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
            Fill(schema, body, of, () => $"{name}-{++number}", canMissing);
            if (number == 0) return 0;
            var reply = await things.SendAsync(
                thing.To(operation, things.Token(thing.Own ?? row.Own, doer, thing.Person)) with
                {
                    Body = body.ToJsonString(),
                    Key = operation.Method == "POST" ? name["canary-".Length..] : null,
                });
            if (reply.Status < 300) sent += number;
            else if (!canMissing) errors.Add($"{row.Name}: {reply.Status} {reply.Body}");
        }
        return sent;
    }

    // Optional members too where they pass: at least all that the recipe has.
    private static void Fill(JsonElement schema, JsonNode? at, Words of, Func<string> word, bool canMissing)
    {
        if (at is JsonArray items && schema.TryGetProperty("items", out var item))
        {
            for (var i = 0; i < items.Count; i++) if (items[i] is JsonObject) Fill(item, items[i], of, word, canMissing);
        }
        if (at is not JsonObject members) return;
        foreach (var member in schema.Members())
        {
            var has = members[member.Name] is not null;
            if (of.Has(member) && (has || canMissing)) members[member.Name] = Fit(member, word());
            else if (has) Fill(member.Value, members[member.Name], of, word, canMissing);
        }
    }

    private static string Fit(JsonProperty member, string word) =>
        member.Value.Number("maxLength") is { } most && word.Length > most ? $"{word[..(most - 4)]}{word[^4..]}" : word;

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
    private static async Task EraseAllAsync(Things things, string kind, [ConstantExpected] string ids)
    {
        foreach (var person in await things.App.Db.QueryAsync<Guid>(ids))
        {
            await using var scope = things.App.Services.CreateAsyncScope();
            var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
            var subject = scope.ServiceProvider.GetServices<DataSubject>().Single(one => one.Kind == kind);
            var act = Act.OfPlatform("test", things.App.Today, TimeProvider.System);
            await work.RunAsync(async () =>
            {
                await subject.Erasure!.EraseAsync(work, scope.ServiceProvider.GetRequiredService<IPublishEndpoint>(), person, act);
                var requests = await work.QueryAsync<ThingOfPerson>(
                    "SELECT 'erasure' AS kind, id FROM $schema.erasure WHERE person_id = @person", new { person });
                await Eraser.ForgetAsync(work, [.. await subject.ThingsAsync(work, person), .. requests], act);
            });
        }
    }

    private static string FileOf(Things things) => Path.Combine(
        things.App.Services.GetRequiredService<IConfiguration>()["Sqlite:Folder"]!, $"{things.Schema}.db");

    /// <summary>Which members get a word, and which words are about no person.</summary>
    /// <param name="Least">How many words about persons are sent at least.</param>
    /// <param name="Numbers">The members with a person's number or key, which have a pattern of their own.</param>
    /// <param name="Institutions">The kinds of things that tell of no person.</param>
    private sealed record Words(int Least, string[] Numbers, string[] Institutions)
    {
        /// <summary>Members by which a thing of no person is found, such as a policy.</summary>
        public string[] OfThings { get; init; } = [];

        public bool Has(JsonProperty member) => member.Value.Is("string") && !OfThings.Contains(member.Name)
            && (Numbers.Contains(member.Name)
                || (member.Value.TryGetProperty("pattern", out var pattern) && pattern.GetString() is Text or Name));
    }

    private sealed record LearnerErased
    {
        public Guid Id { get; init; }
        public string Institution { get; init; } = "";
        public Guid ArticulationId { get; init; }
        public int Cohort { get; init; }
        public string Major { get; init; } = "";
        public int Version { get; init; }

        public LearnerErasedV1 ToEvent() => new()
        {
            OccurredAt = DateTimeOffset.UnixEpoch,
            Learner = new()
            {
                Id = Id,
                Institution = Institution,
                ArticulationId = ArticulationId,
                Major = Major,
                Cohort = Cohort,
                Stage = 1,
                StageBeganOn = Things.Day,
                State = "withdrawn",
                PresentInstitution = Institution,
                ErasedOn = Things.Day,
                Course =
                [
                    new() { Version = 1, EffectiveOn = Things.Day, State = "enrolled", Stage = 1, PresentInstitution = Institution },
                ],
                Version = Version + 1,
            },
        };
    }

    private sealed record Word
    {
        public string Kind { get; init; } = "";
        public string Value { get; init; } = "";
    }
}
