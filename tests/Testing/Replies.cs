using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using VocationalPlatform.Client;
using Xunit;

namespace Testing;

/// <summary>What tests ask of replies.</summary>
public static class Replies
{
    /// <summary>The reply's body, which must come with this status.</summary>
    public static async Task<JsonElement> BodyAsync(this HttpResponseMessage reply, HttpStatusCode status = HttpStatusCode.OK)
    {
        var text = await reply.Content.ReadAsStringAsync();
        Assert.True(
            reply.StatusCode == status,
            $"{reply.RequestMessage?.Method} {reply.RequestMessage?.RequestUri} answered {(int)reply.StatusCode}, not {(int)status}: "
                + $"{text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    public static async Task<JsonElement> BodyAsync(this Task<HttpResponseMessage> reply, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answered = await reply;
        return await answered.BodyAsync(status);
    }

    /// <summary>A problem of this type (its last segment) and status; returned for its rule, facts and change.</summary>
    public static async Task<JsonElement> ShouldBeProblemAsync(this HttpResponseMessage reply, string what, HttpStatusCode status)
    {
        var problem = await reply.BodyAsync(status);
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType?.MediaType);
        Assert.Equal(what, problem.GetProperty("type").GetString()!.Split('/')[^1]);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        return problem;
    }

    public static async Task<JsonElement> ShouldBeProblemAsync(this Task<HttpResponseMessage> reply, string what, HttpStatusCode status)
    {
        using var answered = await reply;
        return await answered.ShouldBeProblemAsync(what, status);
    }

    /// <summary>A call that is to be refused, by a problem of this type (its last segment) and status.</summary>
    public static async Task<Problem> ShouldBeProblemAsync<T>(this Task<T> call, string what, HttpStatusCode status)
    {
        var refused = await Assert.ThrowsAsync<ApiException<Problem>>(() => call);
        Assert.Equal("application/problem+json", Assert.Single(refused.Headers["Content-Type"]));
        Assert.Equal((what, (int)status, (int)status), (refused.Result.Type.Split('/')[^1], refused.StatusCode, refused.Result.Status));
        return refused.Result;
    }

    /// <summary>What becomes of a call, such as one of many at once.</summary>
    public static async Task<Outcome<T>> OutcomeAsync<T>(this Task<T> call) where T : class
    {
        try
        {
            return new Outcome<T>(await call, null);
        }
        catch (ApiException<Problem> refused)
        {
            return new Outcome<T>(null, refused);
        }
    }

    /// <summary>A fact that the rule looked at.</summary>
    public static JsonElement Fact(this Problem problem, string name) => problem.Facts!.Value.GetProperty(name);

    /// <summary>A member of the change with which the request would pass.</summary>
    public static JsonElement Change(this Problem problem, string name) => problem.Change!.Value.GetProperty(name);

    /// <summary>What a request that no client sends is answered.</summary>
    public static async Task<T> AsAsync<T>(this HttpResponseMessage reply, HttpStatusCode status = HttpStatusCode.OK) =>
        (await reply.BodyAsync(status)).Deserialize<T>(ApiJson.Options)!;

    /// <inheritdoc cref="AsAsync{T}(HttpResponseMessage, HttpStatusCode)"/>
    public static async Task<T> AsAsync<T>(this Task<HttpResponseMessage> reply, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answered = await reply;
        return await answered.AsAsync<T>(status);
    }

    /// <summary>All of a reply, to be compared.</summary>
    public static string AsJson<T>(this T reply) => JsonSerializer.Serialize(reply);

    /// <summary>A member of JSON that is a text.</summary>
    public static string Text(this JsonElement thing, string member) => thing.GetProperty(member).GetString()!;

    /// <summary>A member of JSON that is a day.</summary>
    public static DateOnly Day(this JsonElement member) => member.Deserialize<DateOnly>();

    public static Task<HttpResponseMessage> PostAsync(
        this HttpClient client, string path, object? body = null, string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        return client.SendAsync(request);
    }

    /// <summary>A PUT of what was read at a version; null leaves If-Match out.</summary>
    public static Task<HttpResponseMessage> PutAsync(this HttpClient client, string path, object body, int? version)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body) };
        if (version is not null) request.Headers.Add("If-Match", $"\"{version}\"");
        return client.SendAsync(request);
    }

    /// <summary>A POST of a body as it is, such as one that is not JSON.</summary>
    public static Task<HttpResponseMessage> PostRawAsync(this HttpClient client, string path, string body) =>
        client.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));
}

/// <summary>What became of a call.</summary>
/// <param name="Reply">What it was answered, where it passed.</param>
/// <param name="Refused">Why it did not pass.</param>
public sealed record Outcome<T>(T? Reply, ApiException<Problem>? Refused) where T : class
{
    public bool Passed => Refused is null;

    /// <summary>It was refused by a problem of this type (its last segment) and status.</summary>
    public Task<Problem> ShouldBeProblemAsync(string what, HttpStatusCode status) =>
        (Refused is null ? Task.FromResult(Reply!) : Task.FromException<T>(Refused)).ShouldBeProblemAsync(what, status);
}
