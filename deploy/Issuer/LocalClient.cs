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

    internal TokenClient ToTokenClient() => new(Id, Org, Person, Roles, Scopes, [TokenClient.HashOf(Secret)]);
}
