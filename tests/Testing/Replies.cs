using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Testing;

/// <summary>What tests ask of replies.</summary>
public static class Replies
{
    /// <summary>The reply's body, which must come with this status.</summary>
    public static async Task<JsonElement> BodyAsync(this HttpResponseMessage reply, HttpStatusCode status = HttpStatusCode.OK)
    {
        var text = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.StatusCode == status, $"{reply.RequestMessage?.Method} {reply.RequestMessage?.RequestUri} answered {(int)reply.StatusCode}, not {(int)status}: {text}");
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

    public static Task<HttpResponseMessage> PostAsync(this HttpClient client, string path, object? body = null, string? idempotencyKey = null)
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
