using System.Net;
using System.Text;
using System.Text.Json;
using Testing;
using VocationalPlatform.Client;
using VocationalPlatform.Client.Enrollment;

namespace Contracts.Tests;

/// <summary>The generated client sends all that the documents take, and says all that a reply says.</summary>
public sealed class ClientTests : IDisposable
{
    private readonly Answers answers = new();
    private readonly HttpClient http;
    private readonly EnrollmentClient enrollment;

    public ClientTests()
    {
        http = new HttpClient(answers) { BaseAddress = new Uri("https://platform.example") };
        enrollment = new EnrollmentClient(http);
    }

    public static TheoryData<string, Type> Services => new()
    {
        { "enrollment", typeof(EnrollmentClient) },
        { "faculty-certification", typeof(VocationalPlatform.Client.FacultyCertification.FacultyCertificationClient) },
        { "industry-partnership", typeof(VocationalPlatform.Client.IndustryPartnership.IndustryPartnershipClient) },
    };

    [Theory, MemberData(nameof(Services))]
    public void Each_operation_is_a_method_that_takes_each_parameter(string service, Type client)
    {
        foreach (var operation in Operations(service))
        {
            var method = client.GetMethod($"{operation.GetProperty("operationId").GetString()}Async");
            Assert.True(method is not null, $"{client.Name} does not have {operation.GetProperty("operationId")}.");
            var taken = method.GetParameters().Select(parameter => parameter.Name!).ToHashSet();
            Assert.Equal(operation.TryGetProperty("requestBody", out _), taken.Contains("body"));
            Assert.All(NamesOfParameters(operation), name => Assert.Contains(name, taken));
        }
    }

    [Theory, MemberData(nameof(Services))]
    public void Each_list_with_a_next_page_is_a_page(string service, Type client)
    {
        // Each change has its own cursor, and CloudEvents come as a plain array.
        foreach (var operation in Operations(service).Where(HasNextPage)
            .Where(one => one.GetProperty("operationId").GetString() != "ListChanges"))
        {
            var method = client.GetMethod($"{operation.GetProperty("operationId").GetString()}Async")!;
            var reply = method.ReturnType.GetGenericArguments().Single();
            Assert.True(typeof(Page).IsAssignableFrom(reply), $"{reply.Name} is no page.");
        }
    }

    [Fact]
    public async Task An_edit_sends_the_version_that_was_read_as_an_ETag()
    {
        answers.Next(HttpStatusCode.Conflict, """{ "type": "/problems/x", "title": "x", "status": 409 }""");
        await Assert.ThrowsAsync<ApiException<Problem>>(() =>
            enrollment.EnterMarksAsync(Guid.Empty, Guid.Empty, 3, new() { Absent = true }));
        Assert.Equal("\"3\"", answers.Seen.Headers.IfMatch.Single().Tag);
        Assert.Equal("""{"absent":true}""", answers.Sent);
    }

    [Fact]
    public async Task A_key_and_days_are_sent_as_the_documents_name_them()
    {
        answers.Next(HttpStatusCode.Conflict, """{ "type": "/problems/x", "title": "x", "status": 409 }""");
        await Assert.ThrowsAsync<ApiException<Problem>>(() => enrollment.FinaliseTransferPlanAsync(Guid.Empty, idempotencyKey: "once"));
        Assert.Equal("once", answers.Seen.Headers.GetValues("Idempotency-Key").Single());

        answers.Next(HttpStatusCode.NotFound, """{ "type": "/problems/x", "title": "x", "status": 404 }""");
        await Assert.ThrowsAsync<ApiException<Problem>>(() =>
            enrollment.TransferPassRateAsync("bpc", "ncut", 2019, asOf: new(2024, 6, 10), knownOn: new(2024, 8, 5)));
        Assert.Equal(
            "?fromInstitution=bpc&toInstitution=ncut&cohort=2019&asOf=2024-06-10&knownOn=2024-08-05", answers.Seen.RequestUri!.Query);
    }

    [Fact]
    public async Task A_moment_is_sent_with_its_offset()
    {
        answers.Next(HttpStatusCode.NotFound, """{ "type": "/problems/x", "title": "x", "status": 404 }""");
        var faculty = new VocationalPlatform.Client.FacultyCertification.FacultyCertificationClient(http);
        var moment = new DateTimeOffset(2026, 9, 1, 8, 0, 0, 5, TimeSpan.FromHours(8));
        await Assert.ThrowsAsync<ApiException<Problem>>(() => faculty.DualQualifiedRatioAsync("bpc", knownAt: moment));
        Assert.Equal("?institution=bpc&knownAt=2026-09-01T08%3A00%3A00.0050000%2B08%3A00", answers.Seen.RequestUri!.Query);
    }

    [Fact]
    public async Task A_refusal_is_an_exception_with_rule_facts_change_and_pause()
    {
        answers.Next(
            HttpStatusCode.Conflict,
            """
            { "type": "/problems/enrollment/not-yet-known", "title": "Later.", "status": 409, "detail": "Ask again.", "rule": "D22",
              "facts": { "known": 1 }, "change": { "cohort": 2020 }, "verdicts": [] }
            """,
            ("Retry-After", "2"));
        var refused = await Assert.ThrowsAnyAsync<ApiException>(() => enrollment.GetPathwayAsync("3+2"));
        Assert.Equal(409, refused.StatusCode);
        Assert.Equal("409 /problems/enrollment/not-yet-known (D22): Ask again.", refused.Message);
        Assert.Equal(TimeSpan.FromSeconds(2), refused.RetryAfter);
        var problem = refused.Problem!;
        Assert.Equal("D22", problem.Rule);
        Assert.Equal(1, problem.Facts!.Value.GetProperty("known").GetInt32());
        Assert.Equal(2020, problem.Change!.Value.GetProperty("cohort").GetInt32());
        Assert.Equal(JsonValueKind.Array, problem.More["verdicts"].ValueKind);
    }

    [Fact]
    public async Task A_reply_of_something_else_is_an_exception_with_its_text()
    {
        answers.Next(HttpStatusCode.BadGateway, "<html>Bad gateway</html>");
        var failed = await Assert.ThrowsAnyAsync<ApiException>(() => enrollment.GetPathwayAsync("3+2"));
        Assert.Equal((502, "<html>Bad gateway</html>"), (failed.StatusCode, failed.Response));
        Assert.Null(failed.Problem);
    }

    [Fact]
    public async Task All_pages_of_a_list_are_read_by_their_links()
    {
        answers.Next(HttpStatusCode.OK, """{ "items": [] }""", ("Link", "</enrollment/v1/cohorts?limit=2&cursor=a%2Bb>; rel=\"next\""));
        answers.Next(HttpStatusCode.OK, """{ "items": [] }""");
        Assert.Empty(await Page.AllAsync(next => enrollment.ListCohortsAsync(limit: 2, cursor: next), page => page.Items));
        Assert.Equal("?limit=2&cursor=a%2Bb", answers.Seen.RequestUri!.Query);
    }

    public void Dispose() => http.Dispose();

    private static IEnumerable<JsonElement> Operations(string service)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "contracts", "openapi", $"{service}.json")));
        var paths = document.RootElement.GetProperty("paths").EnumerateObject();
        return [.. paths.SelectMany(path => path.Value.EnumerateObject()).Select(method => method.Value.Clone())];
    }

    private static IEnumerable<string> NamesOfParameters(JsonElement operation) =>
        operation.TryGetProperty("parameters", out var parameters)
        ? parameters.EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()!)
            // The client keeps no replies, so it has no tag to compare.
            .Where(name => name != "If-None-Match").Select(name => name switch
        {
            "If-Match" => "version",
            "Idempotency-Key" => "idempotencyKey",
            _ => name,
        })
        : [];

    private static bool HasNextPage(JsonElement operation) =>
        operation.GetProperty("responses").TryGetProperty("200", out var reply)
        && reply.GetProperty("headers").TryGetProperty("Link", out _);

    /// <summary>Answers as it was told, one reply after the other.</summary>
    private sealed class Answers : HttpMessageHandler
    {
        private readonly Queue<HttpResponseMessage> replies = [];

        public HttpRequestMessage Seen { get; private set; } = null!;

        public string Sent { get; private set; } = "";

        public void Next(HttpStatusCode status, string body, params (string Name, string Value)[] headers)
        {
            var reply = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            foreach (var (name, value) in headers) reply.Headers.TryAddWithoutValidation(name, value);
            replies.Enqueue(reply);
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Seen = request;
            Sent = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            return replies.Dequeue();
        }
    }
}
