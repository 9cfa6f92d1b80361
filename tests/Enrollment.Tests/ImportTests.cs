using System.Net;
using System.Text;
using System.Text.Json;
using Contracts.Enrollment;
using Contracts.Platform;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client;
using Xunit;

namespace Enrollment.Tests;

/// <summary>Many learners in one upload: each row is judged and recorded like a request.</summary>
public sealed class ImportTests
{
    private const string Header = "studentNumber,birthDate,cohort,fromMajor,toInstitution,toMajor,person,class";

    [Theory, Engines]
    public async Task Rows_of_a_csv_are_recorded_like_requests(Engine engine)
    {
        await using var enrollment = await StartAsync(engine);
        var registrar = enrollment.Registrar(Bpc);

        var job = await registrar.EndedAsync(registrar.ImportAsync(Api, "learners", Upload(Row("S1", person: "p-1"), Row("S2"))));

        Assert.Equal(("completed", (2L, 2L, 0L, 0L)), (job.Text("state"), job.Counts()));
        var learners = (await enrollment.By(Bpc).ListLearnersAsync()).Items;
        Assert.Equal(
            ["S1 p-1 ec-1 1", "S2  ec-1 1"], learners.Select(one => $"{one.StudentNumber} {one.Person} {one.Class} {one.Version}"));
        Assert.Equal(
            learners.Select(one => one.Id),
            (await enrollment.App.PublishedAsync<LearnerEnrolledV1>()).Select(told => told.Learner.Id));
        var audit = await enrollment.App.Db.QueryAsync<string>(
            "SELECT actor FROM $schema.audit WHERE aggregate = 'learner' AND action = 'enrolled'");
        Assert.Equal(2, audit.Count(actor => actor.Contains(Bpc, StringComparison.Ordinal)));
    }

    [Theory, Engines]
    public async Task A_refused_row_says_column_rule_and_change_and_hurts_no_neighbour(Engine engine)
    {
        await using var enrollment = await StartAsync(engine);
        var registrar = enrollment.Registrar(Bpc);
        var upload = Upload(
            Row("S1"), Row("S2", cohort: "2031"), Row("S3", toMajor: "999"), Row("S 4"), Row("S5", birthDate: "2010/5/1"),
            Row("S6", cohort: "this year"), "S7,2010-05-01", Row("S8"), Row("S1", person: "p-9"),
            "S\"9,2010-05-01,2026,530701,ncut,120201K,,",
            Row("", cohort: "2026"));

        var job = await registrar.EndedAsync(registrar.ImportAsync(Api, "learners", upload));

        Assert.Equal((11L, 2L, 0L, 9L), job.Counts());
        var rows = Uploads.Rows(await registrar.ReportAsync(Api, job));
        Assert.Equal(
            [
                "2 cohort cohort-of-another-year D5 2027", "3 toMajor no-active-articulation D6b 120201K", "4 studentNumber validation  ",
                "5 birthDate malformed-request  ", "6 cohort malformed-request  ", "7  import-row  ",
                "9 studentNumber student-number-taken  ",
                "10  import-row  ", "11 studentNumber malformed-request  ",
            ],
            rows.Select(row => $"{row["_row"]} {row["_column"]} {row["_problem"].Split('/')[^1]} {row["_rule"]} {Changed(row)}"));
        Assert.All(rows, row => Assert.NotEmpty(row["_detail"]));
        Assert.Equal(["S1", "S8"], (await enrollment.By(Bpc).ListLearnersAsync()).Items.Select(one => one.StudentNumber));
        // Nothing is left of the refused row that had a person.
        Assert.Empty(await enrollment.App.Db.QueryAsync<string>("SELECT person FROM enrollment.person"));
    }

    [Theory, Engines]
    public async Task The_mended_report_is_sent_again_and_passes(Engine engine)
    {
        await using var enrollment = await StartAsync(engine);
        var registrar = enrollment.Registrar(Bpc);
        var job = await registrar.EndedAsync(registrar.ImportAsync(
            Api, "learners", Upload(Row("-1+1", cohort: "2031"), Row("-2", cohort: "2031", className: "@x"), Row("S3"))));
        var report = await registrar.ReportAsync(Api, job);
        Assert.Contains("'-2,", report, StringComparison.Ordinal);
        Assert.Contains("'@x,", report, StringComparison.Ordinal);

        var again = await registrar.EndedAsync(registrar.ImportAsync(
            Api, "learners", report.Replace(",2031,", ",2026,", StringComparison.Ordinal)));

        Assert.Equal((2L, 1L, 0L, 1L), again.Counts());
        Assert.Equal(
            ["-2 @x", "S3 ec-1"],
            (await enrollment.By(Bpc).ListLearnersAsync()).Items.Select(one => $"{one.StudentNumber} {one.Class}")
                .Order(StringComparer.Ordinal));
    }

    [Theory, Engines]
    public async Task The_same_upload_and_the_same_rows_change_nothing(Engine engine)
    {
        await using var enrollment = await StartAsync(engine);
        var registrar = enrollment.Registrar(Bpc);
        var upload = Upload(Row("S1", person: "p-1"), Row("S2", cohort: "2031"), Row("S3"));
        var first = await registrar.EndedAsync(registrar.ImportAsync(Api, "learners", upload));
        var before = await enrollment.App.Db.QueryAsync<long>("SELECT COUNT(*) FROM $schema.audit WHERE aggregate = 'learner'");

        var same = await registrar.EndedAsync(registrar.ImportAsync(Api, "learners", upload));
        var more = await registrar.EndedAsync(registrar.ImportAsync(
            Api, "learners", Upload(Row("S3"), Row("S1", person: "p-1"), Row("S1", birthDate: "2010-05-02"))));

        Assert.Equal((3L, 2L, 0L, 1L), first.Counts());
        Assert.Equal((3L, 0L, 2L, 1L), same.Counts());
        Assert.Equal((3L, 0L, 2L, 1L), more.Counts());
        Assert.Equal(before, await enrollment.App.Db.QueryAsync<long>("SELECT COUNT(*) FROM $schema.audit WHERE aggregate = 'learner'"));
    }

    [Theory, Engines]
    public async Task A_check_judges_and_stores_nothing(Engine engine)
    {
        await using var enrollment = await StartAsync(engine);
        var registrar = enrollment.Registrar(Bpc);
        var upload = Upload(Row("S1", person: "p-1"), Row("S2", cohort: "2031"), Row("S1"));

        var check = await registrar.EndedAsync(registrar.ImportAsync(Api, "learners", upload, mode: "check"));

        Assert.Equal(("completed", (3L, 1L, 0L, 2L)), (check.Text("state"), check.Counts()));
        Assert.Equal(["cohort-of-another-year", "import-row-repeated"], Uploads.Rows(await registrar.ReportAsync(Api, check))
            .Select(row => row["_problem"].Split('/')[^1]));
        Assert.Empty((await enrollment.By(Bpc).ListLearnersAsync()).Items);
        Assert.Empty(await enrollment.App.Db.QueryAsync<string>("SELECT person FROM enrollment.person"));
        Assert.Empty(await enrollment.App.PublishedAsync<LearnerEnrolledV1>());
    }

    [Theory, Engines]
    public async Task Ndjson_has_the_bodies_of_the_operation(Engine engine)
    {
        await using var enrollment = await StartAsync(engine);
        var registrar = enrollment.Registrar(Bpc);
        var good = JsonSerializer.Serialize(EnrolmentRequest(Table1.ECommerce, "S1"), ApiJson.Options);
        var late = good.Replace("S1", "S2", StringComparison.Ordinal).Replace("2026", "2031", StringComparison.Ordinal);
        var upload = $"{good}\n{late}\r\n\nno row\n"
            + good.Replace("\"cohort\"", "\"year\"", StringComparison.Ordinal);

        var job = await registrar.EndedAsync(registrar.ImportAsync(Api, "learners", upload, Uploads.Ndjson));

        Assert.Equal((4L, 1L, 0L, 3L), job.Counts());
        var report = await registrar.ReportAsync(Api, job);
        var lines = report.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        Assert.Equal(
            ["2 cohort-of-another-year D5", "3 malformed-request ", "4 malformed-request "],
            lines.Select(line => line.GetProperty("_refused")).Select(why =>
                $"{why.GetProperty("row")} {why.Text("problem").Split('/')[^1]} {why.GetProperty("rule").GetString()}"));
        var mended = lines[0].ToString().Replace("2031", "2026", StringComparison.Ordinal);
        Assert.Equal(1, (await registrar.EndedAsync(registrar.ImportAsync(Api, "learners", mended, Uploads.Ndjson))).Counts().Accepted);
    }

    [Theory]
    [InlineData("utf-8", "utf-8", false)]
    [InlineData("utf-8", "utf-8", true)]
    [InlineData("gb18030", "GB18030", false)]
    [InlineData("gb18030", "gb2312", false)]
    public async Task Charsets_of_spreadsheets_are_read(string written, string named, bool hasMark)
    {
        await using var enrollment = await StartAsync(Engine.Sqlite);
        var registrar = enrollment.Registrar(Bpc);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        byte[] mark = hasMark ? [0xEF, 0xBB, 0xBF] : [];
        var upload = Encoding.GetEncoding(written).GetBytes(Upload(Row("S1", className: "\"电商,一班\"")));

        var job = await registrar.EndedAsync(registrar.ImportAsync(Api, "learners", [.. mark, .. upload], $"text/csv; charset={named}"));

        Assert.Equal((1L, 1L, 0L, 0L), job.Counts());
        Assert.Equal("电商,一班", Assert.Single((await enrollment.By(Bpc).ListLearnersAsync()).Items).Class);
    }

    [Fact]
    public async Task Bytes_of_another_charset_are_refused_by_row()
    {
        await using var enrollment = await StartAsync(Engine.Sqlite);
        var registrar = enrollment.Registrar(Bpc);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var upload = Encoding.GetEncoding("gb18030").GetBytes(Upload(Row("S1", className: "电商一班"), Row("S2")));

        var job = await registrar.EndedAsync(registrar.ImportAsync(Api, "learners", upload));

        Assert.Equal((2L, 1L, 0L, 1L), job.Counts());
        Assert.Contains("charset", Uploads.Rows(await registrar.ReportAsync(Api, job))[0]["_detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_an_import_is_refused_before_it_is_stored()
    {
        await using var enrollment = await StartAsync(Engine.Sqlite);
        var registrar = enrollment.Registrar(Bpc);
        var row = Row("S1");

        await registrar.ImportAsync(Api, "teachers", Upload(row)).ShouldBeProblemAsync("malformed-request", HttpStatusCode.BadRequest);
        await registrar.ImportAsync(Api, "learners", Upload(row), mode: "try")
            .ShouldBeProblemAsync("malformed-request", HttpStatusCode.BadRequest);
        await registrar.ImportAsync(Api, "learners", Upload(row), "text/plain")
            .ShouldBeProblemAsync("unsupported-media-type", HttpStatusCode.UnsupportedMediaType);
        await registrar.ImportAsync(Api, "learners", Upload(row), "text/csv; charset=klingon")
            .ShouldBeProblemAsync("unsupported-media-type", HttpStatusCode.UnsupportedMediaType);
        await registrar.ImportAsync(Api, "learners", "").ShouldBeProblemAsync("import-row", HttpStatusCode.UnprocessableEntity);
        var columns = await registrar.ImportAsync(Api, "learners", "studentNumber,name,name\nS1,x,x")
            .ShouldBeProblemAsync("import-columns", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["name"], columns.Fact("unknown").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal(["name"], columns.Fact("twice").EnumerateArray().Select(one => one.GetString()));
        Assert.Contains("birthDate", columns.Fact("missing").EnumerateArray().Select(one => one.GetString()));
        Assert.Empty(await enrollment.App.Db.QueryAsync<Guid>("SELECT id FROM $schema.import_job"));
        Assert.Empty(await enrollment.App.Db.QueryAsync<Guid>("SELECT job_id FROM $schema.import_chunk"));
    }

    [Theory, Engines]
    public async Task Another_organisations_import_does_not_exist(Engine engine)
    {
        await using var enrollment = await StartAsync(engine);
        var registrar = enrollment.Registrar(Bpc);
        var job = await registrar.EndedAsync(registrar.ImportAsync(Api, "learners", Upload(Row("S1"))));
        var path = $"{Api}/imports/{job.Text("id")}";

        foreach (var other in new[] { enrollment.Registrar(Ncut), enrollment.Registrar(ShougangIt) })
        {
            await other.GetAsync(path).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
            await other.GetAsync($"{path}/report").ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
            await Replies.PostAsync(other, $"{path}/cancel").ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
            Assert.Empty((await other.GetAsync($"{Api}/imports").BodyAsync()).GetProperty("items").EnumerateArray());
        }
        Assert.Single((await registrar.GetAsync($"{Api}/imports").BodyAsync()).GetProperty("items").EnumerateArray());
        await Replies.PostAsync(registrar, $"{path}/cancel").ShouldBeProblemAsync("import-ended", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task A_repeated_request_gets_the_first_import(Engine engine)
    {
        await using var enrollment = await StartAsync(engine);
        var registrar = enrollment.Registrar(Bpc);
        var first = await registrar.EndedAsync(registrar.ImportAsync(Api, "learners", Upload(Row("S1")), key: "k1"));

        var second = await registrar.EndedAsync(registrar.ImportAsync(Api, "learners", Upload(Row("S1")), key: "k1"));

        Assert.Equal(first.Text("id"), second.Text("id"));
        await registrar.ImportAsync(Api, "learners", Upload(Row("S2")), key: "k1")
            .ShouldBeProblemAsync("idempotency-key-reused", HttpStatusCode.UnprocessableEntity);
        // No upload is kept after its end.
        await Eventually.EqualAsync(
            0, async () => (await enrollment.App.Db.QueryAsync<Guid>("SELECT job_id FROM $schema.import_chunk")).Count);
    }

    [Theory, Engines]
    public async Task An_import_is_told_as_events_and_audited(Engine engine)
    {
        await using var enrollment = await StartAsync(engine);
        var registrar = enrollment.Registrar(Bpc);

        var job = await registrar.EndedAsync(registrar.ImportAsync(Api, "learners", Upload(Row("S1"), Row("S2", cohort: "2031"))));

        var told = (await enrollment.App.PublishedAsync<ImportProgressedV1>()).Select(one => one.Import).ToList();
        Assert.Equal(
            ["received 0 1", "running 2 2", "completed 2 3"], told.Select(one => $"{one.State} {one.RowsRead} {one.Version}"));
        Assert.All(told, one => Assert.Equal(
            ("enrollment", "learners", Bpc, job.GetProperty("id").GetGuid()), (one.Service, one.Kind, one.Organisation, one.Id)));
        Assert.Equal(
            ["learners received", "learners completed"],
            await enrollment.App.Db.QueryAsync<string>("SELECT action FROM $schema.audit WHERE aggregate = 'import' ORDER BY seq"));
    }

    private static string Changed(Dictionary<string, string> row) => row["_change"].Length == 0 || row["_column"].Length == 0 ? ""
        : JsonSerializer.Deserialize<JsonElement>(row["_change"]).TryGetProperty(row["_column"], out var value) ? value.ToString() : "";

    private static async Task<EnrollmentApp> StartAsync(Engine engine)
    {
        var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.ActiveAsync(Table1.ECommerce);
        return enrollment;
    }

    private static string Upload(params string[] rows) => string.Join("\r\n", [Header, .. rows]);

    private static string Row(
        string number, string birthDate = "2010-05-01", string cohort = "2026", string toMajor = "120201K", string person = "",
        string className = "ec-1") => $"{number},{birthDate},{cohort},530701,{Ncut},{toMajor},{person},{className}";
}
