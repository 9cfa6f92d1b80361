using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using VocationalPlatform.Client;
using VocationalPlatform.Client.Enrollment;
using VocationalPlatform.Client.FacultyCertification;
using VocationalPlatform.Client.IndustryPartnership;

namespace AllInOne;

/// <summary>The local clients, each with its own token, speaking to the platform through the gateway alone.</summary>
internal sealed class Clients(LocalPlatform platform) : IDisposable
{
    /// <summary>How many items a page has.</summary>
    public const int PageSize = 200;

    private static readonly TimeSpan NewsLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly SocketsHttpHandler connections = new();
    private readonly ConcurrentDictionary<string, HttpClient> known = [];

    public EnrollmentClient Enrolling(string client) => new(Of(client));

    public FacultyCertificationClient Faculty(string client) => new(Of(client));

    public IndustryPartnershipClient Partnership(string client) => new(Of(client));

    /// <summary>Ops moves the date that rules see; the clock goes on as ever.</summary>
    public async Task LiveUntilAsync(DateOnly date) => await PassAsync(Of("ops").PutAsJsonAsync("/business-date", new { date }));

    /// <summary>From now on rules see the clock's date again.</summary>
    public async Task FollowClockAsync() => await PassAsync(Of("ops").DeleteAsync(new Uri("/business-date", UriKind.Relative)));

    /// <summary>All items of a list, page by page.</summary>
    /// <param name="read">Reads a page of this size, which this cursor names.</param>
    /// <param name="items">The items of a page.</param>
    public static Task<IReadOnlyList<TItem>> ListAsync<TPage, TItem>(
        Func<int, string?, Task<TPage>> read, Func<TPage, IEnumerable<TItem>> items)
        where TPage : Page => Page.AllAsync(next => read(PageSize, next), items);

    /// <summary>Waits until what another service tells has arrived.</summary>
    public static async Task<T> UntilAsync<T>(string what, Func<Task<T?>> read) where T : class
    {
        for (var until = DateTime.UtcNow + NewsLimit; DateTime.UtcNow < until; await Task.Delay(Pause))
        {
            if (await read() is { } found) return found;
        }
        throw new JourneyException($"{what} did not come in {NewsLimit.TotalSeconds:0} s.");
    }

    public void Dispose() => connections.Dispose();

    private HttpClient Of(string client) => known.GetOrAdd(client, id =>
        new HttpClient(new Acting(connections, () => TokenAsync(id)), disposeHandler: false)
        {
            BaseAddress = platform.Address,
            Timeout = 2 * NewsLimit,
        });

    private async Task<string> TokenAsync(string id)
    {
        var client = platform.Clients.Single(known => known.Id == id);
        using var http = new HttpClient(connections, disposeHandler: false) { BaseAddress = platform.Address };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = client.Id,
            ["client_secret"] = client.Secret,
        });
        var issued = await PassAsync(http.PostAsync(new Uri("/connect/token", UriKind.Relative), form));
        return issued.GetProperty("access_token").GetString()!;
    }

    private static async Task<JsonElement> PassAsync(Task<HttpResponseMessage> request)
    {
        using var reply = await request;
        var text = await reply.Content.ReadAsStringAsync();
        var asked = reply.RequestMessage!;
        return reply.IsSuccessStatusCode
            ? JsonSerializer.Deserialize<JsonElement>(text)
            : throw new JourneyException($"{asked.Method} {asked.RequestUri} answered {(int)reply.StatusCode}: {text}");
    }

    /// <summary>
    /// Sends a client's token, and asks again where another service has told its news only a moment ago, or does not answer yet.
    /// </summary>
    private sealed class Acting(HttpMessageHandler connections, Func<Task<string>> ask) : DelegatingHandler(connections)
    {
        private readonly Lazy<Task<string>> token = new(ask);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await token.Value);
            for (var until = DateTime.UtcNow + NewsLimit; ; await Task.Delay(Pause, cancellationToken))
            {
                var reply = await base.SendAsync(request, cancellationToken);
                var isNotYet = reply.StatusCode == HttpStatusCode.ServiceUnavailable
                    || (reply.StatusCode == HttpStatusCode.Conflict && reply.Headers.RetryAfter is not null);
                if (!isNotYet || DateTime.UtcNow > until) return reply;
                reply.Dispose();
            }
        }
    }
}

/// <summary>A step did not do what it is for.</summary>
internal sealed class JourneyException(string message) : Exception(message);
