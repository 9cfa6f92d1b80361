using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Kernel.Hosting;

/// <summary>
/// Verifies a token once, and keeps the outcome by the token's hash until it expires or the issuer's keys are read again. From then on a
/// revoked key verifies nothing. Beyond the library's checks, a token has exactly one subject and client, and at most one organisation.
/// </summary>
internal sealed class KeptTokens : TokenHandler, IDisposable
{
    private const int Most = 10_000;

    private static readonly JsonWebTokenHandler Verifier = new() { MapInboundClaims = false };

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = Most });

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        if (await IssuerAsync(validationParameters) is not { } issuer) return await VerifyAsync(token, validationParameters);

        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        if (kept.TryGetValue(hash, out Verified? verified) && ReferenceEquals(verified!.Issuer, issuer)) return verified.Result;

        var result = await VerifyAsync(token, validationParameters);
        if (result.IsValid)
        {
            kept.Set(
                hash,
                new Verified(issuer, result),
                new MemoryCacheEntryOptions { Size = 1, AbsoluteExpiration = result.SecurityToken.ValidTo });
        }
        return result;
    }

    public void Dispose() => kept.Dispose();

    private static async Task<BaseConfiguration?> IssuerAsync(TokenValidationParameters parameters)
    {
        try
        {
            return parameters.ConfigurationManager is { } manager ? await manager.GetBaseConfigurationAsync(CancellationToken.None) : null;
        }
        catch (InvalidOperationException)
        {
            // The issuer does not answer, so nothing can be verified.
            return null;
        }
    }

    private static async Task<TokenValidationResult> VerifyAsync(string token, TokenValidationParameters parameters)
    {
        var result = await Verifier.ValidateTokenAsync(token, parameters);
        return !result.IsValid || Fault((JsonWebToken)result.SecurityToken, result.ClaimsIdentity) is not { } fault
            ? result
            : new TokenValidationResult { IsValid = false, Exception = new SecurityTokenValidationException(fault) };
    }

    private static string? Fault(JsonWebToken token, ClaimsIdentity who) =>
        token.TryGetHeaderValue<object>("crit", out _) ? "The token demands an extension that is not understood here."
        : !IsOne(who, Tokens.Subject) ? "The token names no subject, or several."
        : !IsOne(who, Tokens.ClientId) && !IsOne(who, Tokens.AuthorizedParty) ? "The token names no client, or several."
        : !IsOneOrNone(who, Tokens.Organisation) ? "The token names several organisations."
        : !IsOneOrNone(who, Tokens.Person) ? "The token names several people."
        : null;

    private static bool IsOneOrNone(ClaimsIdentity who, string type) => !who.HasClaim(claim => claim.Type == type) || IsOne(who, type);

    private static bool IsOne(ClaimsIdentity who, string type) =>
        who.FindAll(type).ToList() is [{ ValueType: ClaimValueTypes.String, Value.Length: > 0 }];

    private sealed record Verified(BaseConfiguration Issuer, TokenValidationResult Result);
}
