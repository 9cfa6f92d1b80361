using Contracts.Enrollment;
using Enrollment.Features.Figures;
using Enrollment.Rules;
using Kernel;
using Kernel.Http;

namespace Enrollment.Features.TransferPlans;

/// <summary>
/// The work plan for the transfer exam of a cohort (D7). Its two institutions see a draft; everybody sees a plan that both approved.
/// </summary>
public sealed record TransferPlan : IVersioned
{
    /// <summary>Its identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>The institution of the vocational stages.</summary>
    public required string FromInstitution { get; init; }

    /// <summary>The institution of the undergraduate stage.</summary>
    public required string ToInstitution { get; init; }

    /// <summary>The year in which the plan's cohort began. The two institutions have one plan for it.</summary>
    public required int Cohort { get; init; }

    /// <summary>The terms of the exam.</summary>
    public required TransferExam Exam { get; init; }

    /// <summary>How a total is calculated.</summary>
    public required string Rounding { get; init; }

    /// <summary>
    /// <c>draft</c>, <c>agreed</c> (approved by both, and locked), <c>open</c> (to registration), <c>closed</c>, <c>published</c> or
    /// <c>final</c>.
    /// </summary>
    [OneOf(
        Draft, TransferPlanState.Agreed, TransferPlanState.Open, TransferPlanState.Closed, TransferPlanState.Published,
        TransferPlanState.Final)]
    public required string State { get; init; }

    /// <summary>The sitting that is prepared, under way or published, from 1. The resit is the second one (D9).</summary>
    public required int Sitting { get; init; }

    /// <summary>The canonical JSON (RFC 8785) of everything that an approval covers.</summary>
    public required string Text { get; init; }

    /// <summary>SHA-256 of that text, in lower-case hexadecimal. A registrar sends it back to approve the text.</summary>
    public required string TextHash { get; init; }

    /// <summary>The approvals of this text. An edit voids them.</summary>
    public required IReadOnlyList<Approval> Approvals { get; init; }

    /// <summary>SHA-256 of the sitting's results as entered; null before the first.</summary>
    public required string? ResultsHash { get; init; }

    /// <summary>The institutions that have published these results. A change of a mark voids the publications.</summary>
    public required IReadOnlyList<Publication> Publications { get; init; }

    /// <summary>
    /// The last day for appeals against a result of the sitting, once it is published. It is counted from the day of the publication or, if
    /// later, from the day on which it was recorded.
    /// </summary>
    public required DateOnly? AppealsUntil { get; init; }

    /// <summary>The institutions that have declared the sitting's results final. With both, they are (D7).</summary>
    public required IReadOnlyList<Finalisation> Finalisations { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    internal const string Draft = "draft";

    /// <summary>Counts the texts, from 1.</summary>
    internal int Revision { get; init; } = 1;

    /// <summary>Counts the results of all sittings, with each change of a mark.</summary>
    internal int ResultsRevision { get; init; }

    /// <summary>The day from which the results that were published last hold.</summary>
    internal DateOnly? ResultsOn { get; init; }

    /// <summary>When the sitting's results may be appealed against. Both have published them.</summary>
    internal AppealPeriod Appeals => AppealsAfter(Publications, Exam.AppealDays);

    /// <summary>The same for a result that was recorded on a later day, since the learner seemed to have left (D43).</summary>
    internal AppealPeriod AppealsOf(DateOnly? recordedOn) =>
        recordedOn > Appeals.RecordedOn ? Appeals with { RecordedOn = recordedOn.Value } : Appeals;

    /// <summary>
    /// Whether a candidate got the first result after the end of the plan, since a withdrawal was a mistake. It can be appealed against
    /// then (D7).
    /// </summary>
    internal bool WasFinalBefore(DateOnly? recordedOn) =>
        State == TransferPlanState.Final && recordedOn >= Finalisations.Max(given => given.GivenOn);

    /// <summary>Results hold on the day of the exam at the earliest, and not before those of the earlier sitting.</summary>
    internal DateOnly EarliestPublication =>
        new[] { ResultsOn ?? new(Cohort, 1, 1), Exam.DaysOf(Sitting)?.ExamOn ?? DateOnly.MinValue }.Max();

    /// <summary>Whether the organisation is one of the two institutions.</summary>
    internal bool IsOf(string organisation) => organisation == FromInstitution || organisation == ToInstitution;

    internal static DateOnly? LastDayForAppeals(string state, IReadOnlyList<Publication> publications, int days) =>
        state is TransferPlanState.Published or TransferPlanState.Final && publications.Count > 0
            ? AppealsAfter(publications, days).LastDay
            : null;

    private static AppealPeriod AppealsAfter(IReadOnlyList<Publication> publications, int days) =>
        new(publications.Max(given => given.PublishedOn), publications.Max(given => given.RecordedOn), days);

    internal TransferPlan EditedTo(TransferExam exam)
    {
        var text = exam.ToText(FromInstitution, ToInstitution, Cohort);
        return Next(State) with
        {
            Exam = exam.AsKept(),
            Text = text,
            TextHash = CanonicalJson.Hash(text),
            Revision = Revision + 1,
            Approvals = [],
        };
    }

    internal TransferPlan ApprovedBy(string institution, DateTimeOffset now)
    {
        Approval[] approvals = [.. Approvals, new(institution, now)];
        return Next(approvals.Length == 2 ? TransferPlanState.Agreed : Draft) with { Approvals = approvals };
    }

    internal TransferPlan OpenToRegistration() => Next(TransferPlanState.Open);

    internal TransferPlan ClosedToRegistration() => Next(TransferPlanState.Closed);

    /// <summary>With other marks there are other results. An institution has published only the earlier ones.</summary>
    internal TransferPlan WithResults(string hash) =>
        Next(State) with { ResultsRevision = ResultsRevision + 1, ResultsHash = hash, Publications = [] };

    internal TransferPlan PublishedBy(string institution, DateOnly day, DateOnly today)
    {
        Publication[] publications = [.. Publications, new(institution, day, today)];
        return publications.Length < 2
            ? Next(State) with { Publications = publications }
            : Next(TransferPlanState.Published) with
            {
                Publications = publications,
                ResultsOn = publications.Max(given => given.PublishedOn),
                AppealsUntil = LastDayForAppeals(TransferPlanState.Published, publications, Exam.AppealDays),
            };
    }

    /// <summary>After a decision on an appeal. The results of a final plan hold for all others from their own day.</summary>
    internal TransferPlan AmendedOn(DateOnly day, string hash) =>
        Next(State) with { ResultsOn = State == TransferPlanState.Final ? ResultsOn : day, ResultsHash = hash };

    /// <summary>With a result that was corrected. What one institution alone declared final was another one (D43).</summary>
    internal TransferPlan CorrectedTo(string? hash) => Next(State) with
    {
        ResultsHash = hash,
        Finalisations = State == TransferPlanState.Final ? Finalisations : [],
    };

    internal TransferPlan BackToDraft() => Next(Draft) with { Revision = Revision + 1, Approvals = [] };

    internal TransferPlan DeclaredFinalBy(string institution, DateOnly today)
    {
        Finalisation[] finalisations = [.. Finalisations, new(institution, today)];
        return Next(finalisations.Length == 2 ? TransferPlanState.Final : State) with { Finalisations = finalisations };
    }

    internal TransferPlan OpenToResit() => Next(TransferPlanState.Open) with
    {
        Sitting = Sitting + 1,
        ResultsRevision = ResultsRevision + 1,
        ResultsHash = null,
        Publications = [],
        AppealsUntil = null,
        Finalisations = [],
    };

    /// <param name="rate">The learners with a published result, and those among them who passed.</param>
    internal TransferPlanV1 ToEvent(PassCount rate) => new()
    {
        Id = Id,
        FromInstitution = FromInstitution,
        ToInstitution = ToInstitution,
        Cohort = Cohort,
        State = State,
        TextHash = TextHash,
        Sitting = Sitting,
        Passed = rate.Numerator,
        Sat = rate.Denominator,
        Version = Version,
    };

    private TransferPlan Next(string state) => this with { State = state, Version = Version + 1 };
}

/// <param name="Institution">The institution whose registrar approved the text.</param>
/// <param name="ApprovedAt">When, UTC.</param>
public sealed record Approval(string Institution, DateTimeOffset ApprovedAt);

/// <param name="Institution">The institution whose registrar published the results.</param>
/// <param name="PublishedOn">The day that it gave. The results hold from the later one of the two days.</param>
/// <param name="RecordedOn">The business date on which it was recorded. Appeals are not over before the plan's days after it.</param>
public sealed record Publication(string Institution, DateOnly PublishedOn, DateOnly RecordedOn);

/// <param name="Institution">The institution whose registrar declared the results final.</param>
/// <param name="GivenOn">The business date of the declaration.</param>
public sealed record Finalisation(string Institution, DateOnly GivenOn);
