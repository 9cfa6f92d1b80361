using Contracts.FacultyCertification;
using Kernel.Http;

namespace FacultyCertification.Features.Resources;

/// <summary>
/// A teaching resource. Its owner's staff sees it, and so do the organisations with which it is shared. For all others it does not exist
/// (S15).
/// </summary>
public sealed record Resource : IVersioned
{
    /// <summary>Its identity here.</summary>
    public required Guid Id { get; init; }

    /// <summary>The code of the organisation that owns it.</summary>
    public required string Owner { get; init; }

    /// <summary>What it is.</summary>
    public required ResourceTerms Terms { get; init; }

    /// <summary>With whom it is shared. Only its owner sees all partners; each partner sees its own code.</summary>
    public required ResourceSharing Sharing { get; init; }

    /// <summary>For its owner: the first day on which the consortium's members no longer see it, if that is known (D45).</summary>
    public required DateOnly? SharingEndsOn { get; init; }

    /// <summary><c>offered</c>, or <c>withdrawn</c> from all others.</summary>
    [OneOf(Offered, Withdrawn)]
    public required string State { get; init; }

    /// <summary>The day of the withdrawal.</summary>
    public required DateOnly? WithdrawnOn { get; init; }

    /// <summary>Its ETag. Each version stays readable (D43).</summary>
    public required int Version { get; init; }

    internal const string Offered = "offered";
    internal const string Withdrawn = "withdrawn";

    /// <summary>Whether somebody besides the owner may see it.</summary>
    internal bool IsShared => State == Offered && Sharing.IsWithOthers;

    internal static Resource Added(string owner, ResourceTerms terms, ResourceSharing sharing) => new()
    {
        Id = Guid.CreateVersion7(),
        Owner = owner,
        Terms = terms,
        Sharing = sharing,
        SharingEndsOn = null,
        State = Offered,
        WithdrawnOn = null,
        Version = 1,
    };

    internal Resource WithTerms(ResourceTerms terms) => Next() with { Terms = terms };

    internal Resource SharedBy(ResourceSharing sharing) => Next() with { Sharing = sharing, SharingEndsOn = null };

    internal Resource WithdrawnFrom(DateOnly day) => Next() with { State = Withdrawn, WithdrawnOn = day };

    internal Resource OfferedAgain() => Next() with { State = Offered, WithdrawnOn = null };

    /// <summary>As an organisation sees it.</summary>
    internal Resource SeenBy(string org) => Owner == org
        ? this
        : this with
        {
            Sharing = Sharing with { Partners = Sharing.Partners?.Where(partner => partner == org).ToList() },
            SharingEndsOn = null,
        };

    internal ResourceV1 ToEvent() => new()
    {
        Id = Id,
        Owner = Owner,
        Kind = Terms.Kind,
        Scope = Sharing.Scope,
        Partners = Sharing.Partners ?? [],
        ConsortiumId = Sharing.ConsortiumId,
        Measures = Terms.Measures,
        State = State,
        WithdrawnOn = WithdrawnOn,
        Version = Version,
    };

    private Resource Next() => this with { Version = Version + 1 };
}

/// <summary>A version that a resource has or had (D43).</summary>
/// <param name="Resource">The resource at it.</param>
/// <param name="Change"><c>added</c>, <c>revised</c>, <c>corrected</c>, <c>shared</c>, <c>withdrawn</c> or <c>reinstated</c>.</param>
/// <param name="Reason">Why it was changed; null for the first and for a change of the sharing.</param>
/// <param name="RecordedOn">The business date from which it was the present one.</param>
/// <param name="RecordedAt">When it was recorded, UTC.</param>
public sealed record ResourceVersion(
    Resource Resource, [property: OneOf("added", "revised", "corrected", "shared", "withdrawn", "reinstated")] string Change,
    string? Reason, DateOnly RecordedOn, DateTimeOffset RecordedAt);
