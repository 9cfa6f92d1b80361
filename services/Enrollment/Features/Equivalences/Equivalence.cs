using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Kernel;
using Kernel.Http;

namespace Enrollment.Features.Equivalences;

/// <summary>
/// Which modules of one institution stand for which modules of another (D11). Everybody reads an agreed one; the two institutions also read
/// those proposed and refused.
/// </summary>
public sealed record Equivalence : IVersioned
{
    /// <summary>Modules stand for modules.</summary>
    internal const string Equivalent = "equivalent";

    /// <summary>The two institutions agree that nothing stands for these modules.</summary>
    internal const string NoEquivalent = "no-equivalent";

    /// <summary>Its identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>The institution where modules are passed.</summary>
    public required string FromInstitution { get; init; }

    /// <summary>The institution whose modules they stand for.</summary>
    public required string ToInstitution { get; init; }

    /// <summary><c>equivalent</c>, or <c>no-equivalent</c>: nothing stands for these modules.</summary>
    [OneOf(Equivalent, NoEquivalent)]
    public required string Value { get; init; }

    /// <summary>The modules of the first institution: any one of these sets is enough.</summary>
    public required IReadOnlyList<ModuleSet> Alternatives { get; init; }

    /// <summary>The modules of the other institution that a set stands for, all together.</summary>
    public required IReadOnlyList<string> Earns { get; init; }

    /// <summary>The agreed equivalence that it replaces once it is agreed.</summary>
    public required Guid? Replaces { get; init; }

    /// <summary><c>proposed</c>, <c>agreed</c>, <c>refused</c> or <c>ended</c>.</summary>
    [OneOf(typeof(ProposalState))]
    public required string State { get; init; }

    /// <summary>The institution that proposed it; the other one agrees.</summary>
    public required string ProposedBy { get; init; }

    /// <summary>The day of the agreement or the refusal.</summary>
    public required DateOnly? DecidedOn { get; init; }

    /// <summary>
    /// The day from which it counts no longer. A module passed before still counts. Where another one replaced it, it counts on for
    /// learners enrolled before that day (D12).
    /// </summary>
    public required DateOnly? EndedOn { get; init; }

    /// <summary>Why it was refused or ended.</summary>
    public required string? Reason { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    /// <summary>The moment of the agreement.</summary>
    internal DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Whether the organisation is one of the two institutions.</summary>
    internal bool IsOf(string organisation) => organisation == FromInstitution || organisation == ToInstitution;

    /// <summary>Whether it counts for a module that was passed on a day.</summary>
    internal bool Holds(DateOnly passedOn) => EndedOn is null || passedOn < EndedOn;

    /// <summary>As it was known by the end of a day; null if it was not agreed then.</summary>
    internal Equivalence? KnownOn(DateOnly? day) =>
        day is null ? this : DecidedOn > day ? null : EndedOn > day ? this with { EndedOn = null } : this;

    internal Equivalence AgreedIn(Act act) =>
        this with { State = ProposalState.Agreed, DecidedOn = act.Today, DecidedAt = act.Now, Version = Version + 1 };

    internal Equivalence RefusedIn(Act act, string reason) =>
        this with { State = ProposalState.Refused, DecidedOn = act.Today, DecidedAt = act.Now, Reason = reason, Version = Version + 1 };

    internal Equivalence EndedIn(Act act, string reason) =>
        this with { State = ProposalState.Ended, EndedOn = act.Today, Reason = reason, Version = Version + 1 };
}

/// <param name="Modules">The codes of the modules, 1 to 10; all of them are needed.</param>
// A struct, since the reader refuses null for it, and lets null pass for an element of a list of classes.
[method: JsonConstructor]
public readonly record struct ModuleSet([property: Code, MinLength(1), MaxLength(10)] IReadOnlyList<string> Modules);
