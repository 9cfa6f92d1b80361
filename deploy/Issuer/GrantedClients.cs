using System.Net;
using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Issuer;

/// <summary>
/// The clients that organisations asked for and an authority granted. Industry-partnership knows them, and the issuer asks it at each token
/// (<c>Issuer:Partnership</c>). So a new secret, and the end of a client, count from the next token on.
/// </summary>
internal sealed class GrantedClients : IDisposable
{
    private const string Service = "industry-partnership";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan OwnToken = TimeSpan.FromMinutes(5);
    private static readonly JsonWebTokenHandler Tokens = new();

    private readonly SigningCredentials signing;
    private readonly HttpClient? partnership;

    public GrantedClients(IConfiguration configuration, ECDsaSecurityKey key)
    {
        signing = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256);
        if (configuration.GetValue<Uri>("Issuer:Partnership") is { } address)
        {
            partnership = new HttpClient { BaseAddress = address, Timeout = Longest };
        }
    }

    /// <summary>The client of this id; null if it is not granted.</summary>
    /// <param name="id">The <c>client_id</c>. Granted clients have the id of their request.</param>
    /// <param name="issuer">The issuer that the issuer's own token names.</param>
    /// <param name="ct">Stops asking.</param>
    /// <exception cref="HttpRequestException">The service does not answer.</exception>
    public async Task<TokenClient?> FindAsync(string? id, Uri issuer, CancellationToken ct)
    {
        if (partnership is null || !Guid.TryParse(id, out var client)) return null;
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/{Service}/v1/clients/{client}/credential", UriKind.Relative));
        request.Headers.Authorization = new("Bearer", TokenOf(issuer));
        using var reply = await partnership.SendAsync(request, ct);
        if (reply.StatusCode == HttpStatusCode.NotFound) return null;
        reply.EnsureSuccessStatusCode();
        var granted = (await reply.Content.ReadFromJsonAsync<Credential>(ct))!;
        return new TokenClient(
            $"{granted.Id}", granted.Organisation, null, granted.Roles, IssuerService.ServiceScopes, granted.SecretHashes);
    }

    public void Dispose() => partnership?.Dispose();

    // Of the role that sees no personal data.
    private string TokenOf(Uri issuer) => Tokens.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = issuer.AbsoluteUri,
        Audience = IssuerService.Audience,
        TokenType = "at+jwt",
        Expires = DateTime.UtcNow + OwnToken,
        SigningCredentials = signing,
        Subject = new ClaimsIdentity(
        [
            new("sub", "issuer"), new("client_id", "issuer"), new("scope", Service),
            new("roles", """["ops"]""", JsonClaimValueTypes.JsonArray),
        ]),
    });

    private sealed record Credential(Guid Id, string Organisation, IReadOnlyList<string> Roles, IReadOnlyList<string> SecretHashes);
}
