namespace VocationalPlatform.Client;

/// <summary>Makes an <see cref="HttpClient"/> that acts as the platform expects of a client.</summary>
public static class PlatformHttp
{
    // All attempts of a request together, with their pauses.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>Connects with tokens of one client, with retries, and with an idempotency key on each POST.</summary>
    /// <param name="platform">The platform's address, such as <c>https://platform.example</c>.</param>
    /// <param name="clientId">The client at the issuer of tokens.</param>
    /// <param name="clientSecret">Its secret.</param>
    /// <param name="tokens">The issuer's token endpoint; <c>/connect/token</c> of the platform if left out.</param>
    public static HttpClient Connect(Uri platform, string clientId, string clientSecret, Uri? tokens = null) =>
        new(new TokenHandler(
            tokens ?? new Uri(platform, "/connect/token"), clientId, clientSecret, new RetryHandler(new SocketsHttpHandler())))
        { BaseAddress = platform, Timeout = Longest };
}
