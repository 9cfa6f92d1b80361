using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace AllInOne;

/// <summary>The local clients, each with its own token, speaking to the platform through the gateway alone.</summary>
internal sealed class Clients(LocalPlatform platform) : IDisposable
{
    private static readonly TimeSpan NewsLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient http = new() { BaseAddress = platform.Address, Timeout = TimeSpan.FromSeconds(30) };
    private readonly Dictionary<string, string> tokens = [];

    public async Task<JsonElement> GetAsync(string client, string path) => await ReadAsync(await SendAsync(client, HttpMethod.Get, path, null), path);

    public async Task<JsonElement> PostAsync(string client, string path, object? body = null) => await ReadAsync(await SendAsync(client, HttpMethod.Post, path, body), path);

    /// <summary>Changes the version of a thing that was just read.</summary>
    public async Task<JsonElement> PutAsync(string client, string path, JsonElement read, object body) =>
        await ReadAsync(await SendAsync(client, HttpMethod.Put, path, body, read.TryGetProperty("version", out var version) ? version.GetInt32() : null), path);

    /// <summary>Ops moves the date that rules see; the clock goes on as ever.</summary>
    public async Task LiveUntilAsync(DateOnly date) => await ReadAsync(await SendAsync("ops", HttpMethod.Put, "/business-date", new { date }), "/business-date");

    /// <summary>From now on rules see the clock's date again.</summary>
    public async Task FollowClockAsync() => await ReadAsync(await SendAsync("ops", HttpMethod.Delete, "/business-date", null), "/business-date");

    /// <summary>The first item of a list that is wanted, if there is one.</summary>
    public async Task<JsonElement?> FindAsync(string client, string path, Func<JsonElement, bool> isWanted) => (await ListAsync(client, path)).Where(isWanted).Cast<JsonElement?>().FirstOrDefault();

    /// <summary>All items of a list, page by page.</summary>
    public async Task<IReadOnlyList<JsonElement>> ListAsync(string client, string path)
    {
        var items = new List<JsonElement>();
        for (var next = QueryHelpers.AddQueryString(path, "limit", "200"); next is not null;)
        {
            var reply = await SendAsync(client, HttpMethod.Get, next, null);
            items.AddRange((await ReadAsync(reply, next)).GetProperty("items").EnumerateArray());
            next = reply.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1] : null;
        }
        return items;
    }

    /// <summary>A request that a rule is to refuse; the problem.</summary>
    public async Task<JsonElement> RefusedAsync(string client, string path, object? body = null)
    {
        var reply = await SendAsync(client, HttpMethod.Post, path, body);
        var said = await reply.Content.ReadFromJsonAsync<JsonElement>();
        return reply.IsSuccessStatusCode ? throw new JourneyException($"POST {path} was not refused: {said}") : said;
    }

    /// <summary>Waits until what another service tells has arrived.</summary>
    public static async Task<T> UntilAsync<T>(string what, Func<Task<T?>> read) where T : class
    {
        for (var until = DateTime.UtcNow + NewsLimit; DateTime.UtcNow < until; await Task.Delay(Pause))
        {
            if (await read() is { } found) return found;
        }
        throw new JourneyException($"{what} did not come in {NewsLimit.TotalSeconds:0} s.");
    }

    public void Dispose() => http.Dispose();

    // What is "not yet known" to one service was told by another a moment ago: asked again, as the refusal says.
    private async Task<HttpResponseMessage> SendAsync(string client, HttpMethod method, string path, object? body, int? version = null)
    {
        var token = await TokenAsync(client);
        for (var until = DateTime.UtcNow + NewsLimit; ; await Task.Delay(Pause))
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            if (version is not null) request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
            var reply = await http.SendAsync(request);
            if (reply.StatusCode != HttpStatusCode.Conflict || reply.Headers.RetryAfter is null || DateTime.UtcNow > until) return reply;
        }
    }

    private async Task<string> TokenAsync(string id)
    {
        lock (tokens)
        {
            if (tokens.TryGetValue(id, out var token)) return token;
        }
        var client = platform.Clients.Single(known => known.Id == id);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = client.Id, ["client_secret"] = client.Secret });
        var reply = await http.PostAsync(new Uri("/connect/token", UriKind.Relative), form);
        var issued = (await ReadAsync(reply, "/connect/token")).GetProperty("access_token").GetString()!;
        lock (tokens) return tokens[id] = issued;
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage reply, string path)
    {
        var text = await reply.Content.ReadAsStringAsync();
        return reply.IsSuccessStatusCode
            ? JsonSerializer.Deserialize<JsonElement>(text)
            : throw new JourneyException($"{reply.RequestMessage!.Method} {path} answered {(int)reply.StatusCode}: {text}");
    }
}

/// <summary>A step did not do what it is for.</summary>
internal sealed class JourneyException(string message) : Exception(message);
