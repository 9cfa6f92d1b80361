using Kernel;
using Kernel.Http;

namespace Enrollment.Features.Equivalences;

/// <summary>A module that a learner passed at another institution (D11, D12). Whoever sees the learner sees it.</summary>
public sealed record PassedModule : IVersioned
{
    internal const string Recorded = "recorded";
    internal const string Withdrawn = "withdrawn";

    /// <summary>Its identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>The learner who passed it.</summary>
    public required Guid LearnerId { get; init; }

    /// <summary>The institution that recorded it. Its registrars correct and withdraw it.</summary>
    public required string Institution { get; init; }

    /// <summary>All its versions from the first; the last one is the present one (D43).</summary>
    public required IReadOnlyList<PassedModuleVersion> Versions { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    internal PassedModuleVersion Newest => Versions[^1];

    internal static PassedModule New(Guid learner, RecordPassedModule.Request request, Act act) => Of(
        Guid.CreateVersion7(), learner, act.Caller.Org,
        [
            new()
            {
                Version = 1,
                State = Recorded,
                TakenAt = request.TakenAt,
                Module = request.Module,
                Grade = request.Grade,
                PassedOn = request.PassedOn,
                Reason = null,
                RecordedOn = act.Today,
                RecordedAt = act.Now,
            },
        ]);

    internal static PassedModule Of(Guid id, Guid learner, string institution, IReadOnlyList<PassedModuleVersion> versions) =>
        new() { Id = id, LearnerId = learner, Institution = institution, Versions = versions, Version = versions[^1].Version };

    /// <summary>As it was known by the end of a day; null if it was not.</summary>
    internal PassedModule? KnownOn(DateOnly? day) =>
        Versions.Where(version => day is null || version.RecordedOn <= day).ToList() is { Count: > 0 } known
            ? Of(Id, LearnerId, Institution, known) : null;

    internal PassedModule CorrectedTo(CorrectPassedModule.Request right, Act act) => Next(act, right.Reason, last => last with
    {
        TakenAt = right.TakenAt,
        Module = right.Module,
        Grade = right.Grade,
        PassedOn = right.PassedOn,
    });

    internal PassedModule WithdrawnFor(string reason, Act act) => Next(act, reason, last => last with { State = Withdrawn });

    private PassedModule Next(Act act, string reason, Func<PassedModuleVersion, PassedModuleVersion> change)
    {
        var next = change(Newest) with { Version = Version + 1, Reason = reason, RecordedOn = act.Today, RecordedAt = act.Now };
        return Of(Id, LearnerId, Institution, [.. Versions, next]);
    }
}

/// <summary>What was known of a passed module from one recording to the next.</summary>
public sealed record PassedModuleVersion
{
    /// <summary>Counts the recordings, from 1.</summary>
    public required int Version { get; init; }

    /// <summary><c>recorded</c> or <c>withdrawn</c>.</summary>
    [OneOf("recorded", "withdrawn")]
    public required string State { get; init; }

    /// <summary>The institution that taught it.</summary>
    public required string TakenAt { get; init; }

    /// <summary>The module's code there.</summary>
    public required string Module { get; init; }

    /// <summary><c>excellent</c>, <c>good</c> or <c>pass</c>.</summary>
    [OneOf(
        Contracts.IndustryPartnership.Grade.Excellent, Contracts.IndustryPartnership.Grade.Good, Contracts.IndustryPartnership.Grade.Pass)]
    public required string Grade { get; init; }

    /// <summary>The day on which it was passed.</summary>
    public required DateOnly PassedOn { get; init; }

    /// <summary>The reason for the correction or the withdrawal; null in the first version.</summary>
    public required string? Reason { get; init; }

    /// <summary>The business day of the recording.</summary>
    public required DateOnly RecordedOn { get; init; }

    /// <summary>The moment of the recording, UTC.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}
