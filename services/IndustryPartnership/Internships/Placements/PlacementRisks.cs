using Contracts.Enrollment;
using Contracts.IndustryPartnership;
using Kernel;
using Kernel.Http;

namespace IndustryPartnership.Internships.Placements;

/// <summary>The facts that judge a placement that is not over, as of a day.</summary>
/// <param name="State">Its state (D37).</param>
/// <param name="BegunOn">The day on which it started or last resumed; the planned day before the start.</param>
/// <param name="EndsOn">Its planned last day.</param>
/// <param name="LearnerState">The learner's newest known state (D5).</param>
/// <param name="HasTeacher">Whether a teacher is named.</param>
/// <param name="Certificates">That teacher's known certificates (D20).</param>
/// <param name="HasAgreement">Whether institution and enterprise have an agreement in force that internships can rest on.</param>
/// <param name="LatestWeek">The Monday of the latest week in the logbook (D39); null if it has no entry.</param>
public sealed record PlacementFacts(
    string State, DateOnly BegunOn, DateOnly EndsOn, string LearnerState, bool HasTeacher,
    IReadOnlyList<CertificateInForce> Certificates, bool HasAgreement, DateOnly? LatestWeek)
{
    /// <summary>Whether consents or signatures were corrected after the start, so that it could not begin today (D31, D32, D43).</summary>
    public bool IsUnfounded { get; init; }

    /// <summary>
    /// Whether the slot's base, if any, may be used until the slot's last day, and the enterprise is a party to it (D25).
    /// </summary>
    public bool HasBase { get; init; } = true;

    /// <summary>Whether all organisations involved are open.</summary>
    public bool HasOrganisations { get; init; } = true;

    /// <summary>The institution to which its learner has transferred (D5); null if there is none.</summary>
    public string? TransferredTo { get; init; }

    /// <summary>Why the learner, as known now, was too young or too early in the stage at its start (D27, D43); null if neither.</summary>
    public object? TooEarly { get; init; }

    /// <summary>The consents that it needs by what is known of the learner now, and does not have (D32, D43).</summary>
    public IReadOnlyList<string> ConsentMissing { get; init; } = [];

    /// <summary>Its days without insurance (D35); empty if no pack asks for insurance.</summary>
    public IReadOnlyList<Period> Uninsured { get; init; } = [];

    /// <summary>The filing that its work needs and no longer has (D28, D45); null if none is missing.</summary>
    public object? Unfiled { get; init; }

    /// <summary>The first date with too many interns for the enterprise's present staff counts (D29); null if there is none.</summary>
    public object? OverHeadcount { get; init; }
}

/// <summary>Why a coordinator should look at a placement.</summary>
/// <param name="Reason"><c>no-logbook</c>, <c>not-insured</c>, <c>teacher-certificate</c>, <c>learner-on-leave</c>,
/// <c>learner-left</c>, <c>learner-transferred</c>, <c>no-agreement-in-force</c>, <c>base-not-usable</c>, <c>organisation-closed</c>,
/// <c>consent-or-signature-corrected</c>, <c>started-too-early</c>, <c>consent-missing</c>, <c>filing-missing</c> or
/// <c>too-many-interns</c>.</param>
/// <param name="Facts">The facts behind it.</param>
public sealed record PlacementRisk([property: OneOf(
    "no-logbook", "not-insured", "teacher-certificate", "learner-on-leave", "learner-left", "learner-transferred", "no-agreement-in-force",
    "base-not-usable", "organisation-closed", "consent-or-signature-corrected", "started-too-early", "consent-missing", "filing-missing",
    "too-many-interns")] string Reason, object Facts);

/// <summary>
/// Which placements under way or to come are at risk (flows 1, 2 and 5; D5, D20, D25, D27–D29, D32, D35, D37, D39, D43). A risk refuses
/// nothing; the board shows it.
/// </summary>
public static class PlacementRisks
{
    /// <summary>The last logbook entry of a placement under way may be at most this many days old.</summary>
    public const int LogbookDays = 14;

    private const int DaysOfWeek = 7;

    /// <param name="placement">What is known of it.</param>
    /// <param name="today">The business date.</param>
    /// <returns>All risks, in the order of this file; empty if there are none.</returns>
    public static IReadOnlyList<PlacementRisk> Of(PlacementFacts placement, DateOnly today)
    {
        var risks = new List<PlacementRisk>();
        if (IsWithoutLogbook(placement, today))
        {
            risks.Add(new("no-logbook", new { latestWeek = placement.LatestWeek, expectedSince = ExpectedSince(placement) }));
        }
        if (placement.Uninsured.Count > 0)
        {
            risks.Add(new(
                "not-insured",
                new { uninsured = placement.Uninsured.Select(days => new { days.From, days.Until }), endsOn = placement.EndsOn }));
        }
        if (placement.HasTeacher && CertificateInForce.Flag(placement.Certificates, today) is { } flag)
        {
            risks.Add(new("teacher-certificate", new { flag }));
        }
        if (placement.LearnerState == LearnerState.OnLeave)
        {
            risks.Add(new("learner-on-leave", new { learnerState = placement.LearnerState }));
        }
        if (LearnerState.Final.Contains(placement.LearnerState))
        {
            risks.Add(new("learner-left", new { learnerState = placement.LearnerState }));
        }
        if (placement.TransferredTo is { } institution) risks.Add(new("learner-transferred", new { institution }));
        if (!placement.HasAgreement) risks.Add(new("no-agreement-in-force", new { today }));
        if (!placement.HasBase) risks.Add(new("base-not-usable", new { today, endsOn = placement.EndsOn }));
        if (!placement.HasOrganisations) risks.Add(new("organisation-closed", new { today }));
        if (placement.IsUnfounded) risks.Add(new("consent-or-signature-corrected", new { placement.State, placement.BegunOn }));
        if (placement.TooEarly is { } early) risks.Add(new("started-too-early", early));
        if (placement.ConsentMissing.Count > 0) risks.Add(new("consent-missing", new { missing = placement.ConsentMissing }));
        if (placement.Unfiled is { } unfiled) risks.Add(new("filing-missing", unfiled));
        if (placement.OverHeadcount is { } over) risks.Add(new("too-many-interns", over));
        return risks;
    }

    // From the last week with an entry, and not before there was any work.
    private static DateOnly ExpectedSince(PlacementFacts placement) =>
        placement.LatestWeek is { } week && week.AddDays(DaysOfWeek) is var next && next > placement.BegunOn ? next : placement.BegunOn;

    private static bool IsWithoutLogbook(PlacementFacts placement, DateOnly today) =>
        placement.State == PlacementState.Active && ExpectedSince(placement).DayNumber + LogbookDays <= today.DayNumber;
}
