using Contracts.IndustryPartnership;
using Kernel.Http;

namespace IndustryPartnership.Cooperation.TeacherPractices;

/// <summary>A teacher's practice at a base: the base's parties and the teacher's institution see it (D17, D25).</summary>
public sealed record TeacherPractice : IVersioned
{
    /// <summary>Its identity, as faculty certification names it.</summary>
    public required Guid Id { get; init; }

    /// <summary>The teacher, as faculty certification names them.</summary>
    public required Guid TeacherId { get; init; }

    /// <summary>The code of the teacher's institution.</summary>
    public required string Institution { get; init; }

    /// <summary>The base.</summary>
    public required Guid BaseId { get; init; }

    /// <summary>The first day of the seat.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day; once completed, the last attended day.</summary>
    public required DateOnly Until { get; init; }

    /// <summary><c>reserved</c>, <c>refused</c>, <c>cancelled</c> or <c>completed</c>; the last three are final.</summary>
    [OneOf(typeof(TeacherPracticeState))]
    public required string State { get; init; }

    /// <summary>Why it was refused: <c>base-unknown</c>, <c>base-not-active</c> or <c>no-seat</c> (D25).</summary>
    [OneOf("base-unknown", "base-not-active", "no-seat")]
    public required string? Reason { get; init; }

    /// <summary>If refused: the nearest later first day with a seat for as many days.</summary>
    public required DateOnly? EarliestFrom { get; init; }

    /// <summary>The attended days, in order and without overlap.</summary>
    public required IReadOnlyList<DaysV1> Attended { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    /// <summary>The version of the institution's request that was answered last.</summary>
    internal int AskedVersion { get; init; }

    internal TeacherPractice Recording(IEnumerable<DaysV1> attended) => this with { Attended = [.. attended], Version = Version + 1 };

    /// <summary>Given up. Attended days are never lost, so with some the practice is completed.</summary>
    internal TeacherPractice Ended() => Attended.Count > 0
        ? this with { State = TeacherPracticeState.Completed, Until = Attended[^1].Until, Version = Version + 1 }
        : this with { State = TeacherPracticeState.Cancelled, Version = Version + 1 };

    /// <summary>Given up from a day on, when the base may not be used. Earlier attended days stay; later ones do not count (D17).</summary>
    internal TeacherPractice EndedBy(DateOnly suspendedOn) => (this with
    {
        Attended =
        [
            .. Attended.Where(days => days.From < suspendedOn)
                .Select(days => days.Until < suspendedOn ? days : days with { Until = suspendedOn.AddDays(-1) }),
        ],
    }).Ended();

    /// <summary>Its end as an event; null while it has not ended.</summary>
    internal object? EndedFact(DateTimeOffset now) => State switch
    {
        TeacherPracticeState.Completed => new TeacherPracticeCompletedV1 { OccurredAt = now, Practice = ToEvent() },
        TeacherPracticeState.Cancelled => new TeacherPracticeCancelledV1 { OccurredAt = now, Practice = ToEvent() },
        _ => null,
    };

    internal TeacherPracticeV1 ToEvent() => new()
    {
        Id = Id,
        TeacherId = TeacherId,
        Institution = Institution,
        BaseId = BaseId,
        From = From,
        Until = Until,
        State = State,
        Reason = Reason,
        EarliestFrom = EarliestFrom,
        Attended = Attended,
        Version = Version,
    };
}
