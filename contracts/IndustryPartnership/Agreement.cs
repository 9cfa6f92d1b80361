namespace Contracts.IndustryPartnership;

/// <summary>The kinds of agreement, as <see cref="AgreementV1.Kind"/> names them.</summary>
public static class AgreementKind
{
    public const string StrategicCooperation = "strategic-cooperation";
    public const string Articulation = "articulation";
    public const string InternshipFramework = "internship-framework";
}

/// <summary>The public state of an agreement that is or was in force (D22).</summary>
public sealed record AgreementV1
{
    public required Guid Id { get; init; }
    public required string Title { get; init; }

    /// <summary>One of <see cref="AgreementKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The codes of the organisations that signed it.</summary>
    public required IReadOnlyList<string> Parties { get; init; }

    /// <summary><c>active</c>, <c>terminated</c> or <c>expired</c>.</summary>
    public required string State { get; init; }

    /// <summary>SHA-256 of the canonical text that all parties signed, in lower-case hexadecimal.</summary>
    public required string TextHash { get; init; }

    /// <summary>The first day on which it is in force.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The planned last day on which it is in force.</summary>
    public required DateOnly ValidUntil { get; init; }

    /// <summary>The first day on which it is no longer in force, if it was terminated before its last day.</summary>
    public DateOnly? TerminatedOn { get; init; }

    /// <summary>Counts its changes, from 1.</summary>
    public required int Version { get; init; }
}
