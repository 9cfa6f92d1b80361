namespace Contracts.IndustryPartnership;

/// <summary>An organisation in a consortium, a base or a project. One that left and joined again is named once for each time.</summary>
public sealed record MemberV1
{
    /// <summary>Its code.</summary>
    public required string Organisation { get; init; }

    /// <summary>One of <see cref="OrganisationKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>lead</c> or <c>member</c> of a consortium, <c>party</c> of a base or a project.</summary>
    public required string Role { get; init; }

    /// <summary>The first day on which it is in it.</summary>
    public required DateOnly JoinedOn { get; init; }

    /// <summary>The first day on which it is no longer in it, which may be to come; left out while it stays.</summary>
    public DateOnly? LeftOn { get; init; }

    /// <summary>The first day on which it leads; left out for one that does not.</summary>
    public DateOnly? LeadsFrom { get; init; }
}
