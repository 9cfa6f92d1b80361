using Contracts.FacultyCertification;
using Contracts.IndustryPartnership;
using FacultyCertification.Features.Teachers;
using FacultyCertification.Features.Timelines;
using Kernel.Http;

namespace FacultyCertification.Features.Practices;

/// <summary>
/// A teacher's seat at a base (S12, D17). The teacher office and the panel of the institution see it, and so does the teacher.
/// </summary>
public sealed record PracticeBooking : IVersioned
{
    /// <summary>Its identity, here and at industry partnership.</summary>
    public required Guid Id { get; init; }

    /// <summary>The teacher.</summary>
    public required Guid TeacherId { get; init; }

    /// <summary>The code of the teacher's institution.</summary>
    public required string Institution { get; init; }

    /// <summary>The base, as industry partnership names it.</summary>
    public required Guid BaseId { get; init; }

    /// <summary>The first day of the request.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day; once completed, the last attended one.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>
    /// <c>requested</c>, <c>reserved</c>, <c>refused</c>, <c>cancelled</c> or <c>completed</c>; the last three are final.
    /// </summary>
    [OneOf(Requested, Reserved, "refused", CancelledState, Completed)]
    public required string State { get; init; }

    /// <summary>Why it was refused: <c>base-unknown</c>, <c>base-not-active</c> or <c>no-seat</c> (D25).</summary>
    [OneOf("base-unknown", "base-not-active", "no-seat")]
    public required string? Reason { get; init; }

    /// <summary>After a refusal: the nearest later first day on which as many days would have had a seat.</summary>
    public required DateOnly? EarliestFrom { get; init; }

    /// <summary>The attended days, once completed. They count as practice.</summary>
    public required IReadOnlyList<DaysV1> Attended { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    internal const string Requested = "requested";
    internal const string Reserved = "reserved";
    internal const string CancelledState = "cancelled";
    internal const string Completed = "completed";

    /// <summary>What this service asks for: <c>requested</c> or <c>cancelled</c>.</summary>
    internal string OwnState { get; init; } = Requested;

    /// <summary>The answer of industry partnership, at which version; null before it came.</summary>
    internal string? SeatState { get; init; }

    internal int SeatVersion { get; init; }

    /// <summary>The teacher's person, and the employment under which they asked.</summary>
    internal string? Person { get; init; }

    internal Guid EmploymentId { get; init; }

    /// <summary>Whether the seat may still be cancelled.</summary>
    internal bool IsOpen => State is Requested or Reserved;

    internal bool IsBy(Caller caller) => Teacher.AppliesFor(caller, Institution, Person);

    /// <summary>Both sides' news together. Attended days stay attended after a cancellation.</summary>
    internal static string StateOf(string own, string? seat) =>
        seat == Completed ? Completed : own == CancelledState ? CancelledState : seat ?? own;

    internal static PracticeBooking Of(Teacher teacher, RequestPractice.Request request) => new()
    {
        Id = Guid.CreateVersion7(),
        TeacherId = teacher.Id,
        EmploymentId = teacher.EmploymentId,
        Institution = teacher.Institution,
        BaseId = request.BaseId,
        From = request.From,
        Until = request.Until,
        State = Requested,
        Reason = null,
        EarliestFrom = null,
        Attended = [],
        Version = 1,
    };

    internal PracticeBooking Cancelled() => this with
    {
        OwnState = CancelledState,
        State = StateOf(CancelledState, SeatState),
        Version = Version + 1,
    };

    internal PracticeBooking Answered(TeacherPracticeV1 seat) => this with
    {
        SeatState = seat.State,
        SeatVersion = seat.Version,
        State = StateOf(OwnState, seat.State),
        Reason = seat.Reason,
        EarliestFrom = seat.EarliestFrom,
        Until = seat.State == Completed ? seat.Until : Until,
        Attended = [.. seat.Attended.Distinct()],
        Version = Version + 1,
    };

    /// <summary>The day on which a change took place, if it has one of its own.</summary>
    internal DateOnly? DayOf(string action) => action switch
    {
        Requested or Reserved => From,
        Completed => Until,
        _ => null,
    };

    internal TeacherStep ToStep() => new(TeacherId, Institution, TeacherStep.Practice, Id);

    internal PracticeV1 ToEvent() => new()
    {
        Id = Id,
        TeacherId = TeacherId,
        Institution = Institution,
        BaseId = BaseId,
        From = From,
        Until = Until,
        State = OwnState,
        Version = Version,
    };
}
