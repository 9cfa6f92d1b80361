using Kernel.Http;

namespace Kernel.Personal;

/// <summary>A request for the erasure of a person's data (D44). It names the person by a random id alone.</summary>
public sealed record Erasure : IVersioned
{
    internal const string Asked = "asked";
    internal const string Granted = "granted";
    internal const string Refused = "refused";
    internal const string Withdrawn = "withdrawn";
    internal const string Done = "done";

    internal const string ByPerson = "person";
    internal const string ByInstitution = "institution";

    /// <summary>The request.</summary>
    public required Guid Id { get; init; }

    /// <summary>The person whose data it is about: the id under which their data are read.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>The code of the institution that decides.</summary>
    public required string Institution { get; init; }

    /// <summary>Who asked: <c>person</c> or <c>institution</c>.</summary>
    [OneOf(ByPerson, ByInstitution)]
    public required string AskedBy { get; init; }

    /// <summary><c>asked</c>, <c>granted</c>, <c>refused</c>, <c>withdrawn</c> or <c>done</c>.</summary>
    [OneOf(Asked, Granted, Refused, Withdrawn, Done)]
    public required string State { get; init; }

    /// <summary>The day of the request.</summary>
    public required DateOnly AskedOn { get; init; }

    /// <summary>The last day for a decision. After it, the request counts as granted.</summary>
    public required DateOnly DecideBy { get; init; }

    /// <summary>The day of the decision.</summary>
    public required DateOnly? DecidedOn { get; init; }

    /// <summary>The day from which a granted request is carried out. Until the day before, it can be withdrawn.</summary>
    public required DateOnly? DueOn { get; init; }

    /// <summary>The day of the erasure.</summary>
    public required DateOnly? DoneOn { get; init; }

    /// <summary>The rule or law by which it was refused.</summary>
    public required string? RefusedBy { get; init; }

    /// <summary>Why it was asked for; null once it is done.</summary>
    public string? Reason { get; init; }

    /// <summary>Why it was decided so; null once it is done.</summary>
    public string? DecisionReason { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    internal long Seq { get; init; }

    internal bool IsOpen => State is Asked or Granted;

    internal Erasure GrantedOn(DateOnly day, int carriedOutAfter) =>
        Next() with { State = Granted, DecidedOn = day, DueOn = day.AddDays(carriedOutAfter) };

    internal Erasure RefusedOn(DateOnly day, string law) =>
        Next() with { State = Refused, DecidedOn = day, DueOn = null, RefusedBy = law };

    internal Erasure WithdrawnNow() => Next() with { State = Withdrawn, DueOn = null };

    internal Erasure CarriedOutOn(DateOnly day) => Next() with { State = Done, DoneOn = day, Reason = null, DecisionReason = null };

    private Erasure Next() => this with { Version = Version + 1 };
}
