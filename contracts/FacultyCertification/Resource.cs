namespace Contracts.FacultyCertification;

/// <summary>The public state of a teaching resource, without its text (S15).</summary>
public sealed record ResourceV1
{
    public required Guid Id { get; init; }

    /// <summary>The code of the organisation that shares it.</summary>
    public required string Owner { get; init; }

    /// <summary>What it is, such as <c>online-course</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Who may read it: <c>own</c>, <c>partners</c>, <c>consortium</c> or <c>public</c>.</summary>
    public required string Scope { get; init; }

    /// <summary>The codes of the organisations with which it is shared by name; none for another scope.</summary>
    public required IReadOnlyList<string> Partners { get; init; }

    /// <summary>The consortium with which it is shared.</summary>
    public Guid? ConsortiumId { get; init; }

    /// <summary>The measures that it serves (S9).</summary>
    public required IReadOnlyList<string> Measures { get; init; }

    /// <summary><c>offered</c> or <c>withdrawn</c>.</summary>
    public required string State { get; init; }

    /// <summary>The first day on which nobody else may read it, if it was withdrawn.</summary>
    public DateOnly? WithdrawnOn { get; init; }

    /// <summary>Counts its changes, from 1.</summary>
    public required int Version { get; init; }
}
