using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization;

namespace VocationalPlatform.Client;

/// <summary>Gets tokens by the client credentials grant, and a new one before the last one expires.</summary>
/// <param name="tokens">The issuer's token endpoint.</param>
/// <param name="clientId">The client.</param>
/// <param name="clientSecret">Its secret.</param>
/// <param name="inner">What sends.</param>
public sealed class TokenHandler(Uri tokens, string clientId, string clientSecret, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim gate = new(1);
    private string token = "";
    private DateTimeOffset until;

    /// <summary>The clock by which tokens expire.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <inheritdoc/>
    /// <exception cref="ApiException">The issuer gave no token.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await CurrentAsync(cancellationToken).ConfigureAwait(false);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) gate.Dispose();
        base.Dispose(disposing);
    }

    private async Task<string> CurrentAsync(CancellationToken ct)
    {
        await gate.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (Clock.GetUtcNow() >= until) await RenewAsync(ct).ConfigureAwait(false);
            return token;
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task RenewAsync(CancellationToken ct)
    {
        using var asking = new HttpRequestMessage(HttpMethod.Post, tokens)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = clientId,
                ["client_secret"] = clientSecret,
            }),
        };
        using var reply = await base.SendAsync(asking, ct).ConfigureAwait(false);
        if (!reply.IsSuccessStatusCode)
        {
            var text = await reply.Content.ReadAsStringAsync(ct).ConfigureAwait(false);
            throw new ApiException($"The issuer gave no token for {clientId}.", (int)reply.StatusCode, text, Headers.Of(reply), null);
        }
        var issued = (await reply.Content.ReadFromJsonAsync<Issued>(ct).ConfigureAwait(false))!;
        (token, until) = (issued.Token, Clock.GetUtcNow().AddSeconds(issued.Seconds) - Margin);
    }

    private sealed record Issued(
        [property: JsonPropertyName("access_token")] string Token, [property: JsonPropertyName("expires_in")] int Seconds);
}
