using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Testing;

/// <summary>An OIDC issuer on a free loopback port, with discovery and keys as a real one has, that mints whatever token a test asks
/// for.</summary>
public sealed class TestIssuer : IAsyncDisposable
{
    private ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa strangersKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private string keyId = Guid.NewGuid().ToString("N");
    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly WebApplication app;

    private TestIssuer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapGet(
            "/.well-known/openid-configuration", () => new Dictionary<string, string> { ["issuer"] = Url, ["jwks_uri"] = $"{Url}/jwks" });
        app.MapGet("/jwks", () => Results.Json(new { keys = new[] { PublicJwk() } }));
    }

    /// <summary>The issuer's URI, to be given to a service as its <c>Authentication:Authority</c>.</summary>
    public string Url { get; private set; } = "";

    /// <summary>One way each in which a token can be wrong, by name; every service must answer each of them with 401.</summary>
    public static IReadOnlyDictionary<string, Func<TokenSpec, TokenSpec>> Forgeries { get; } = new Dictionary<string, Func<TokenSpec, TokenSpec>>
    {
        ["other-issuer"] = spec => spec with { Issuer = "https://issuer.invalid" },
        ["other-audience"] = spec => spec with { Audience = "another-platform" },
        ["no-audience"] = spec => spec with { Audience = null },
        ["other-key-same-id"] = spec => spec with { Signature = TokenSignature.OtherKeyWithSameId },
        ["unsigned"] = spec => spec with { Signature = TokenSignature.None },
        ["public-key-as-secret"] = spec => spec with { Signature = TokenSignature.PublicKeyAsSharedSecret },
        ["expired"] = spec => spec with { NotBefore = TimeSpan.FromHours(-2), Expires = TimeSpan.FromHours(-1) },
        ["no-subject"] = spec => spec with { Subject = null },
        ["no-client"] = spec => spec with { ClientId = null },
        ["other-type"] = spec => spec with { Type = "JWT" },
        ["unknown-extension"] = spec => spec with { Critical = ["urn:example:more"] },
        ["two-organisations"] = spec => spec with { OtherOrgs = ["another-organisation", "a-third"] },
        ["not-yet-valid"] = spec => spec with { NotBefore = TimeSpan.FromHours(1), Expires = TimeSpan.FromHours(2) },
    };

    public static async Task<TestIssuer> StartAsync()
    {
        var issuer = new TestIssuer();
        await issuer.app.StartAsync();
        issuer.Url = issuer.app.Urls.Single();
        return issuer;
    }

    /// <summary>A right token; with no scopes named it has those of all three services.</summary>
    public string Token(
        string? org, IEnumerable<string> roles, IEnumerable<string>? scopes = null, string? person = null, string? clientId = null) =>
        Mint(Spec(org, roles, scopes, person, clientId));

    /// <summary>What <see cref="Token"/> mints, to be changed before <see cref="Mint"/>.</summary>
    public TokenSpec Spec(
        string? org, IEnumerable<string> roles, IEnumerable<string>? scopes = null, string? person = null, string? clientId = null)
    {
        var client = clientId ?? org ?? "somebody";
        var spec = new TokenSpec
        {
            Issuer = Url,
            Org = org,
            Roles = [.. roles],
            Person = person,
            ClientId = client,
            Subject = person ?? client,
        };
        return scopes is null ? spec : spec with { Scopes = [.. scopes] };
    }

    public string Mint(TokenSpec spec)
    {
        var now = DateTime.UtcNow;
        var claims = new Dictionary<string, object> { ["jti"] = Guid.NewGuid().ToString() };
        if (spec.Subject is not null) claims["sub"] = spec.Subject;
        if (spec.ClientId is not null) claims["client_id"] = spec.ClientId;
        if (spec.OtherOrgs.Count > 0) claims["org"] = spec.OtherOrgs.Prepend(spec.Org).OfType<string>().ToArray();
        else if (spec.Org is not null) claims["org"] = spec.Org;
        if (spec.Person is not null) claims["person"] = spec.Person;
        if (spec.Roles.Count > 0) claims["roles"] = spec.Roles.ToArray();
        if (spec.Scopes.Count > 0) claims["scope"] = string.Join(' ', spec.Scopes);

        return handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = spec.Type,
            AdditionalHeaderClaims = spec.Critical.Length == 0 ? null : new Dictionary<string, object> { ["crit"] = spec.Critical },
            Issuer = spec.Issuer,
            Audience = spec.Audience,
            IssuedAt = now + spec.NotBefore,
            NotBefore = now + spec.NotBefore,
            Expires = now + spec.Expires,
            Claims = claims,
            SigningCredentials = Sign(spec.Signature),
        });
    }

    /// <summary>Takes the key back that tokens were signed with, and signs with a new one.</summary>
    public void ReplaceKey() => (key, keyId) = (ECDsa.Create(ECCurve.NamedCurves.nistP256), Guid.NewGuid().ToString("N"));

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Dispose();
        strangersKey.Dispose();
    }

    private SigningCredentials? Sign(TokenSignature signature) => signature switch
    {
        TokenSignature.Valid => new SigningCredentials(new ECDsaSecurityKey(key) { KeyId = keyId }, SecurityAlgorithms.EcdsaSha256),
        TokenSignature.OtherKeyWithSameId =>
            new SigningCredentials(new ECDsaSecurityKey(strangersKey) { KeyId = keyId }, SecurityAlgorithms.EcdsaSha256),
        TokenSignature.None => null,
        TokenSignature.PublicKeyAsSharedSecret => new SigningCredentials(
            new SymmetricSecurityKey(Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem())) { KeyId = keyId },
            SecurityAlgorithms.HmacSha256),
        _ => throw new ArgumentOutOfRangeException(nameof(signature)),
    };

    private object PublicJwk()
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new
        {
            kty = "EC",
            use = "sig",
            alg = "ES256",
            crv = "P-256",
            kid = keyId,
            x = Base64UrlEncoder.Encode(point.X),
            y = Base64UrlEncoder.Encode(point.Y),
        };
    }
}
