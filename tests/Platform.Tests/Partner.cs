using System.Net;
using System.Text.Json;
using Testing;

namespace Platform.Tests;

/// <summary>How partners are told to act: a request that is "not yet known" is repeated, and one that got no answer is repeated under its key.</summary>
internal static class Partner
{
    private static readonly HttpStatusCode[] NoAnswer = [HttpStatusCode.BadGateway, HttpStatusCode.ServiceUnavailable, HttpStatusCode.GatewayTimeout];

    /// <summary>A POST that waits for news of another service, and passes.</summary>
    public static Task<JsonElement> PostWhenKnownAsync(this HttpClient client, string path, object? body, HttpStatusCode status) =>
        UntilAnsweredAsync(client, path, body, status, mayFail: false);

    /// <summary>A POST that outlives crashes of whoever is to answer it.</summary>
    public static Task<JsonElement> PostUntilAcknowledgedAsync(this HttpClient client, string path, object? body, HttpStatusCode status) =>
        UntilAnsweredAsync(client, path, body, status, mayFail: true);

    private static async Task<JsonElement> UntilAnsweredAsync(HttpClient client, string path, object? body, HttpStatusCode status, bool mayFail)
    {
        var key = Guid.NewGuid().ToString();
        var last = "no answer";
        using var reply = await Eventually.GetAsync(async () =>
        {
            try
            {
                var answer = await client.PostAsync(path, body, key);
                var isKnown = answer.StatusCode != HttpStatusCode.Conflict || answer.Headers.RetryAfter is null;
                if (isKnown && !(mayFail && NoAnswer.Contains(answer.StatusCode))) return answer;
                last = $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
                answer.Dispose();
            }
            catch (Exception error) when (mayFail && error is HttpRequestException or TaskCanceledException)
            {
                last = error.Message;
            }
            return null;
        }, () => $"POST {path}: {last}");
        return await reply.BodyAsync(status);
    }

    public static Guid Id(this JsonElement thing) => thing.GetProperty("id").GetGuid();

    public static string Text(this JsonElement thing, string member) => thing.GetProperty(member).GetString()!;

    /// <summary>A GET that outlives crashes of whoever is to answer it: the gateway rests a service that timed out.</summary>
    public static async Task<JsonElement> ReadUntilAnsweredAsync(this HttpClient client, string path)
    {
        using var reply = await Eventually.GetAsync(async () =>
        {
            var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            if (!NoAnswer.Contains(answer.StatusCode)) return answer;
            answer.Dispose();
            return null;
        }, () => $"GET {path} is not answered.");
        return await reply.BodyAsync(HttpStatusCode.OK);
    }

    public static Task<JsonElement> ReadAsync(this HttpClient client, string path) => client.GetAsync(new Uri(path, UriKind.Relative)).BodyAsync();
}
