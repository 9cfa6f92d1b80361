using System.Security.Cryptography;
using System.Text;

namespace Issuer;

/// <summary>Somebody who may ask for tokens here. Its secret is public knowledge: clients of this issuer are for local use only.</summary>
public sealed record LocalClient
{
    public required string Id { get; init; }
    public required string Secret { get; init; }

    /// <summary>What the client is for, to be shown to whoever starts the platform locally.</summary>
    public required string Label { get; init; }

    /// <summary>The code of the organisation the client speaks for, if any.</summary>
    public string? Org { get; init; }

    /// <summary>The opaque id of the learner, mentor or panel member the client is, if it is one.</summary>
    public string? Person { get; init; }

    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>Where persons may be sent back to after they signed in; none for a client that signs nobody in.</summary>
    public IReadOnlyList<Uri> RedirectUris { get; init; } = [];

    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Compares in a time that depends neither on the secret nor on how much of it was guessed.</summary>
    public bool HasSecret(string? secret) => CryptographicOperations.FixedTimeEquals(Digest(Secret), Digest(secret ?? ""));

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
