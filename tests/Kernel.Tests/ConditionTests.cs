using System.Net;
using System.Net.Http.Json;
using Kernel.Http;
using Kernel.Tests.Shelf;
using Testing;

namespace Kernel.Tests;

/// <summary>Conditional requests (RFC 9110), methods without a route, and operations that will go.</summary>
public sealed class ConditionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_GET_with_the_tag_that_was_given_answers_304_without_a_body()
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);
        var (bpc, path) = await WithBookAsync(shelf);
        foreach (var address in (string[])[path, shelf.Books])
        {
            using var read = await bpc.GetAsync(address, Ct);
            var tag = read.Headers.ETag!.ToString();

            foreach (var had in (string[])[tag, $"W/{tag}", $"\"other\", {tag}", "*"])
            {
                using var again = await SendAsync(bpc, HttpMethod.Get, address, ("If-None-Match", had));

                Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
                Assert.Equal(tag, again.Headers.ETag?.ToString());
                Assert.Empty(await again.Content.ReadAsByteArrayAsync(Ct));
            }
        }
    }

    [Fact]
    public async Task A_GET_with_the_tag_of_an_earlier_version_answers_the_present_one()
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);
        var (bpc, path) = await WithBookAsync(shelf);
        using var read = await bpc.GetAsync(path, Ct);
        using var changed = await bpc.PutAsync(path, new { title = "Forging" }, version: 1);

        using var again = await SendAsync(bpc, HttpMethod.Get, path, ("If-None-Match", read.Headers.ETag!.ToString()));

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal("Forging", (await again.BodyAsync()).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Other_bytes_of_the_same_version_have_another_tag()
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);
        var (bpc, path) = await WithBookAsync(shelf);
        using var read = await bpc.GetAsync(path, Ct);
        await shelf.WorkAsync((_, work) => work.ExecuteAsync("UPDATE $schema.book SET title = 'Milling'"));

        using var again = await SendAsync(bpc, HttpMethod.Get, path, ("If-None-Match", read.Headers.ETag!.ToString()));

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.StartsWith("\"1-", again.Headers.ETag!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tag_of_a_GET_passes_in_If_Match()
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);
        var (bpc, path) = await WithBookAsync(shelf);
        using var read = await bpc.GetAsync(path, Ct);
        var tag = read.Headers.ETag!.ToString();

        using var changed = await SendAsync(bpc, HttpMethod.Put, path, ("If-Match", tag));
        using var stale = await SendAsync(bpc, HttpMethod.Put, path, ("If-Match", tag));

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
    }

    [Theory]
    [InlineData("POST", "If-Match", "*")]
    [InlineData("POST", "If-None-Match", "*")]
    [InlineData("PUT", "If-None-Match", "\"1\"")]
    [InlineData("PUT", "If-Unmodified-Since", "Mon, 30 Nov 2026 00:00:00 GMT")]
    [InlineData("GET", "If-Match", "\"1\"")]
    [InlineData("GET", "If-None-Match", "1")]
    public async Task A_condition_that_is_not_judged_is_refused_by_name(string method, string header, string value)
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);
        var (bpc, path) = await WithBookAsync(shelf);
        (string, string)[] headers = method == "PUT" ? [("If-Match", "\"1\""), (header, value)] : [(header, value)];

        using var reply = await SendAsync(bpc, new HttpMethod(method), method == "POST" ? shelf.Books : path, headers);

        var problem = await reply.ShouldBeProblemAsync("malformed-request", HttpStatusCode.BadRequest);
        Assert.Contains(header, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, (await bpc.GetAsync(path, Ct).BodyAsync()).GetProperty("version").GetInt32());
    }

    [Theory]
    [InlineData("", "GET, HEAD, OPTIONS, POST")]
    [InlineData("/elsewhere", "OPTIONS, POST")]
    public async Task An_OPTIONS_tells_the_methods_of_a_path(string path, string methods)
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);

        using var reply = await SendAsync(shelf.As("bpc"), HttpMethod.Options, shelf.Books + path);

        Assert.Equal(HttpStatusCode.NoContent, reply.StatusCode);
        Assert.Equal(methods, string.Join(", ", reply.Content.Headers.Allow));
    }

    [Fact]
    public async Task A_deprecated_operation_says_since_when_and_until_when()
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);

        using var old = await shelf.As("bpc").GetAsync($"{shelf.Books}/old", Ct);
        using var present = await shelf.As("bpc").GetAsync(shelf.Books, Ct);

        Assert.Equal("@1788220800", Assert.Single(old.Headers.GetValues("Deprecation")));
        Assert.Equal("Mon, 01 Mar 2027 00:00:00 GMT", Assert.Single(old.Headers.GetValues("Sunset")));
        Assert.Contains("</changes>; rel=\"deprecation\"", old.Headers.GetValues("Link"));
        Assert.False(present.Headers.Contains("Deprecation"));
    }

    [Fact]
    public void A_deprecation_gives_clients_six_months()
    {
        var since = new DateOnly(2026, 9, 1);

        Assert.Throws<ArgumentException>(() => new Route().Deprecate(since, since.AddMonths(6).AddDays(-1)));
        new Route().Deprecate(since, since.AddMonths(6));
    }

    private static async Task<(HttpClient Bpc, string Path)> WithBookAsync(ShelfApp shelf)
    {
        var bpc = shelf.As("bpc");
        using var created = await bpc.PostAsync(shelf.Books, new { title = "Casting" });
        return (bpc, created.Headers.Location!.OriginalString);
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (method == HttpMethod.Post || method == HttpMethod.Put) request.Content = JsonContent.Create(new { title = "Turning" });
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request, Ct);
    }

    private sealed class Route : Microsoft.AspNetCore.Builder.IEndpointConventionBuilder
    {
        public void Add(Action<Microsoft.AspNetCore.Builder.EndpointBuilder> convention)
        {
        }
    }
}
