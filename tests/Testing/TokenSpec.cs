namespace Testing;

/// <summary>How a token is signed: rightly, or in one of the ways by which forgers try to pass.</summary>
public enum TokenSignature
{
    Valid,

    /// <summary>By a stranger's key that bears the issuer's key id.</summary>
    OtherKeyWithSameId,

    /// <summary>Not at all: <c>alg</c> is <c>none</c>.</summary>
    None,

    /// <summary>By HMAC, with the issuer's public key (its PEM bytes) as the secret.</summary>
    PublicKeyAsSharedSecret,
}

/// <summary>A token to be minted; <c>with</c> makes a wrong one of a right one. Null leaves the claim out; times are relative to
/// now.</summary>
public sealed record TokenSpec
{
    public string? Issuer { get; init; }

    /// <summary>The header <c>typ</c>.</summary>
    public string Type { get; init; } = "at+jwt";

    /// <summary>What the header <c>crit</c> demands to be understood.</summary>
    public string[] Critical { get; init; } = [];

    /// <summary>Organisations beside <see cref="Org"/>.</summary>
    public IReadOnlyList<string> OtherOrgs { get; init; } = [];
    public string? Audience { get; init; } = "platform";
    public string? Subject { get; init; }
    public string? ClientId { get; init; }
    public string? Org { get; init; }
    public string? Person { get; init; }
    public IReadOnlyList<string> Roles { get; init; } = [];
    public IReadOnlyList<string> Scopes { get; init; } = ["enrollment", "faculty-certification", "industry-partnership"];
    public TimeSpan NotBefore { get; init; } = TimeSpan.FromMinutes(-1);
    public TimeSpan Expires { get; init; } = TimeSpan.FromHours(1);
    public TokenSignature Signature { get; init; } = TokenSignature.Valid;
}
