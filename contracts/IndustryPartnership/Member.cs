namespace Contracts.IndustryPartnership;

/// <summary>An organisation in a consortium, a base or a project. Each membership of an organisation has its own entry.</summary>
public sealed record MemberV1
{
    /// <summary>Its code.</summary>
    public required string Organisation { get; init; }

    /// <summary>One of <see cref="OrganisationKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>lead</c> or <c>member</c> of a consortium, <c>party</c> of a base or a project.</summary>
    public required string Role { get; init; }

    /// <summary>The first day of the membership.</summary>
    public required DateOnly JoinedOn { get; init; }

    /// <summary>The first day after the membership, possibly in the future; absent while it lasts.</summary>
    public DateOnly? LeftOn { get; init; }

    /// <summary>The first day as a lead; absent for other members.</summary>
    public DateOnly? LeadsFrom { get; init; }
}
