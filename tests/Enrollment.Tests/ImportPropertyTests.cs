using System.Text.Json;
using CsCheck;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client;
using VocationalPlatform.Client.Enrollment;
using Xunit;

namespace Enrollment.Tests;

/// <summary>An import of any rows comes to the same as the single operations in their order.</summary>
public sealed class ImportPropertyTests
{
    private sealed record Row(int Number, int? Person, int Cohort, bool HasMajor, int Day)
    {
        public EnrollLearnerRequest ToRequest() => EnrolmentRequest(
            Table1.ECommerce, $"S{Number}", HasMajor ? null : "999", cohort: Cohort,
            person: Person is { } person ? $"p-{person}" : null, enrolledOn: EnrollmentApp.Day.AddDays(-Day));
    }

    private static readonly Gen<Row> OneRow = Gen.Select(
        Gen.Int[1, 12], Gen.Int[0, 6], Gen.Int[2024, 2028], Gen.Int[0, 9], Gen.Int[-1, 2],
        (number, person, cohort, major, day) => new Row(number, person == 0 ? null : person, cohort, major > 0, day));

    [Fact]
    public async Task An_import_of_random_rows_equals_the_single_operations() =>
        await OneRow.Array[1, 40].SampleAsync(async rows =>
        {
            await using var single = await StartedAsync();
            await using var bulk = await StartedAsync();
            var registrar = bulk.Registrar(Bpc);

            var answers = new List<string>();
            foreach (var row in rows) answers.Add(await AnswerAsync(single.By(Bpc), row.ToRequest()));
            var upload = string.Join('\n', rows.Select(row => JsonSerializer.Serialize(row.ToRequest(), ApiJson.Options)));
            var job = await registrar.EndedAsync(registrar.ImportAsync(Api, "learners", upload, Uploads.Ndjson));

            var refused = (await registrar.ReportAsync(Api, job)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonSerializer.Deserialize<JsonElement>(line).GetProperty("_refused"))
                .ToDictionary(why => why.GetProperty("row").GetInt32(), why => why.Text("problem"));
            var learners = await LearnersAsync(bulk);
            Assert.Equal(await LearnersAsync(single), learners);
            Assert.Equal(learners.Count, job.Counts().Accepted);
            // What a request refuses, an import refuses for the same reason, but for rows that say what is recorded already.
            var differing = answers.Index().Where(answer => answer.Item != refused.GetValueOrDefault(answer.Index + 1, "")).ToList();
            Assert.All(differing, answer => Assert.False(refused.ContainsKey(answer.Index + 1)));
            Assert.Equal(job.Counts().Unchanged, differing.Count);
            return true;
        }, iter: 25);

    private static async Task<EnrollmentApp> StartedAsync()
    {
        var enrollment = await StartAsync(Engine.Sqlite);
        await enrollment.ActiveAsync(Table1.ECommerce);
        return enrollment;
    }

    private static async Task<string> AnswerAsync(EnrollmentClient client, EnrollLearnerRequest request) =>
        (await client.EnrollLearnerAsync(request).OutcomeAsync()).Refused?.Result.Type ?? "";

    private static async Task<List<string>> LearnersAsync(EnrollmentApp app) =>
        [.. (await app.By(Bpc).ListLearnersAsync(limit: 200)).Items.Select(one =>
            $"{one.StudentNumber} {one.Person} {one.Cohort} {one.ToMajor} {one.EnrolledOn:O} {one.Version}")];
}
