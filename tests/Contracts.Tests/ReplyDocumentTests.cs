using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Testing;

namespace Contracts.Tests;

/// <summary>Each test of an operation fails where the document lacks a part of the reply: here each part is taken out of it.</summary>
public sealed class ReplyDocumentTests
{
    private readonly JsonObject document = OpenApiDocuments.Read("enrollment");

    private JsonObject Get => document["paths"]!["/enrollment/v1/learners/{id}"]!["get"]!.AsObject();

    private JsonObject Schema => document["components"]!["schemas"]!["Learner"]!.AsObject();

    [Fact]
    public void A_reply_that_is_documented_passes() => Assert.Null(WhyNot());

    [Fact]
    public void A_member_that_is_not_documented_fails()
    {
        Schema["properties"]!.AsObject().Remove("cohort");
        Assert.Contains("/cohort", WhyNot(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_required_member_that_is_not_sent_fails()
    {
        Schema["required"]!.AsArray().Add("shoeSize");
        Assert.Contains("shoeSize", WhyNot(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_that_is_not_documented_fails()
    {
        Schema["properties"]!["state"]!["enum"] = new JsonArray("graduated");
        Assert.Contains("/state", WhyNot(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_that_is_not_documented_fails_and_so_does_one_that_is_promised_and_not_sent()
    {
        Assert.Contains("X-Made-Up", WhyNot(reply => reply.Headers.Add("X-Made-Up", "1")), StringComparison.Ordinal);
        Assert.Contains("Trace-Id", WhyNot(reply => reply.Headers.Remove("Trace-Id")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_status_that_is_not_documented_fails_and_so_does_an_operation()
    {
        Get["responses"]!.AsObject().Remove("200");
        Assert.Equal("the document has no such status.", WhyNot());
        document["paths"]!.AsObject().Remove("/enrollment/v1/learners/{id}");
        Assert.Equal("the document has no such operation.", WhyNot());
    }

    [Fact]
    public void A_media_type_that_is_not_documented_fails() => Assert.Equal(
        "the document has no text/xml there.", WhyNot(reply => reply.Content = new StringContent("<a/>", Encoding.UTF8, "text/xml")));

    [Theory]
    [InlineData("/problems/not-found", null)]
    [InlineData("/problems/enrollment/no-place", "among the types of this status")]
    public void A_problem_type_that_is_not_documented_fails(string type, string? why)
    {
        using var refusal = new HttpResponseMessage(HttpStatusCode.NotFound);
        refusal.Headers.Add("Trace-Id", "1");
        var problem = new JsonObject { ["type"] = type, ["title"] = "It is refused.", ["status"] = 404 };
        refusal.Content = Json(problem, "application/problem+json");
        var said = new ReplyDocument("enrollment", document).WhyNot(Request(), refusal, problem);
        if (why is null) Assert.Null(said); else Assert.Contains(why, said, StringComparison.Ordinal);
    }

    private string? WhyNot(Action<HttpResponseMessage>? change = null)
    {
        var body = OpenApiDocuments.Read("enrollment")["paths"]!["/enrollment/v1/learners/{id}"]!["get"]!["responses"]!["200"]!["content"]![
            "application/json"]!["example"]!.DeepClone();
        using var reply = new HttpResponseMessage(HttpStatusCode.OK) { Content = Json(body, "application/json") };
        reply.Headers.Add("Trace-Id", "1");
        reply.Headers.ETag = new EntityTagHeaderValue("\"1\"");
        change?.Invoke(reply);
        return new ReplyDocument("enrollment", document).WhyNot(Request(), reply, body);
    }

    private static HttpRequestMessage Request() =>
        new(HttpMethod.Get, new Uri($"https://platform.example/enrollment/v1/learners/{Guid.NewGuid()}"));

    private static StringContent Json(JsonNode body, string mediaType) => new(body.ToJsonString(), Encoding.UTF8, mediaType);
}
