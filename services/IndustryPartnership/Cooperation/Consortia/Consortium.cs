using Contracts.IndustryPartnership;
using IndustryPartnership.Cooperation.Membership;
using Kernel.Http;

namespace IndustryPartnership.Cooperation.Consortia;

/// <summary>An industry–education integration community with leads and members (D24).</summary>
public sealed record Consortium : IJoined<Consortium>
{
    /// <summary>Its identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its name in English.</summary>
    public required string Name { get; init; }

    /// <summary>Its name in Chinese, if it has one.</summary>
    public required string? NameZh { get; init; }

    /// <summary>The field that it works in, such as <c>intelligent transportation control</c>.</summary>
    public required string Field { get; init; }

    /// <summary>Its purpose, in words.</summary>
    public required string Purpose { get; init; }

    /// <summary><c>proposed</c>, <c>founded</c>, <c>dissolved</c> or, before it was founded, <c>withdrawn</c>.</summary>
    [OneOf(typeof(ConsortiumState))]
    public required string State { get; init; }

    /// <summary>The lead that proposed it.</summary>
    public required string ProposedBy { get; init; }

    /// <summary>The day of its founding, once it is founded.</summary>
    public required DateOnly? FoundedOn { get; init; }

    /// <summary>The day on which its leads dissolved it, if they did.</summary>
    public required DateOnly? DissolvedOn { get; init; }

    /// <summary>Its leads and members, present and former.</summary>
    public required IReadOnlyList<Member> Members { get; init; }

    /// <summary>Its tags.</summary>
    public required Tags Tags { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    bool IJoined<Consortium>.HasBegun => FoundedOn is not null;

    bool IJoined<Consortium>.ShowsInvitationsTo(Caller caller) => Members.Name(caller.Org);

    Consortium IJoined<Consortium>.Showing(IReadOnlyList<Member> members) => this with { Members = members };

    Consortium IJoined<Consortium>.WithMembers(IReadOnlyList<Member> members, DateOnly today) => WithMembers(members);

    Consortium IJoined<Consortium>.Tagged(Tags tags) => this with { Tags = tags, Version = Version + 1 };

    Consortium IJoined<Consortium>.AsOf(DateOnly day) => this with
    {
        State = DissolvedOn <= day ? ConsortiumState.Dissolved : FoundedOn <= day ? ConsortiumState.Founded : ConsortiumState.Proposed,
        FoundedOn = FoundedOn <= day ? FoundedOn : null,
        DissolvedOn = DissolvedOn <= day ? DissolvedOn : null,
        Members = Members.AsOf(day),
    };

    /// <summary>The public part, carried by events.</summary>
    internal ConsortiumV1 ToEvent() => new()
    {
        Id = Id,
        Name = Name,
        Field = Field,
        State = State,
        FoundedOn = FoundedOn!.Value,
        DissolvedOn = DissolvedOn,
        Members = Members.ToEvent(),
        Version = Version,
    };

    internal bool IsLead(string org, DateOnly today) => Members.Of(org)?.LeadsOn(today) == true;

    internal Consortium Edited(string name, string? nameZh, string field, string purpose, string editor) =>
        WithMembers(Members.AskedAnew(editor)) with { Name = name, NameZh = nameZh, Field = field, Purpose = purpose };

    internal Consortium Withdrawn() => this with { State = ConsortiumState.Withdrawn, Version = Version + 1 };

    internal Consortium Founded(DateOnly day) => this with { State = ConsortiumState.Founded, FoundedOn = day, Version = Version + 1 };

    /// <summary>With one more lead's agreement to dissolve it. It is dissolved once every lead of that day agrees.</summary>
    internal Consortium DissolvedBy(Member lead, DateOnly today)
    {
        var next = WithMembers(Members.Changed(lead, lead with { DissolvesOn = today }));
        return next.Members.Any(member => member.LeadsOn(today) && member.DissolvesOn is null)
            ? next
            : next with { State = ConsortiumState.Dissolved, DissolvedOn = today };
    }

    internal Consortium WithMembers(IReadOnlyList<Member> members) => this with { Members = members, Version = Version + 1 };
}

/// <summary>The states of a consortium (D24).</summary>
internal static class ConsortiumState
{
    public const string Proposed = "proposed";
    public const string Founded = "founded";
    public const string Dissolved = "dissolved";
    public const string Withdrawn = "withdrawn";
}
