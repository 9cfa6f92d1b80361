using System.Globalization;
using Contracts.Enrollment;
using Enrollment.Features.Articulations;

namespace Enrollment.Features.Learners;

/// <summary>A correction, worked out: the facts that should have been recorded, and the learner after them (D43).</summary>
/// <param name="Learner">The learner after the correction.</param>
/// <param name="Before">The facts that stood.</param>
/// <param name="After">The facts that stand now, with the versions of those that they replace.</param>
/// <param name="Replaced">The values of the record that were replaced.</param>
internal sealed record Correction(
    Learner Learner, IReadOnlyList<FactRow> Before, IReadOnlyList<FactRow> After, IReadOnlyList<ReplacedValue> Replaced)
{
    /// <param name="learner">The learner as recorded.</param>
    /// <param name="standing">The facts that stand.</param>
    /// <param name="request">What should have been recorded.</param>
    /// <param name="admission">Whether the admission, as corrected, met the conditions of its year.</param>
    public static Correction Of(Learner learner, IReadOnlyList<FactRow> standing, CorrectLearnerRequest request, string admission)
    {
        FactRow[] after = [.. request.WithdrawalWasMistake == true ? standing.Take(standing.Count - 1) : standing];
        var corrected = Rewrite(learner, after, request).AdmittedBy(request.Admission ?? EnrolledAdmission.Of(learner), admission);
        return new(corrected, standing, after, [.. ReplacedValue.Between(learner, corrected)]);
    }

    /// <param name="learner">The learner as recorded.</param>
    /// <param name="standing">The facts that stand.</param>
    /// <param name="after">The facts that should have been recorded.</param>
    /// <param name="owner">The owner of the stage that the last of them names.</param>
    public static Correction To(Learner learner, IReadOnlyList<FactRow> standing, IReadOnlyList<FactRow> after, OwnerRow owner)
    {
        var corrected = As(learner, after) with { Major = owner.Major };
        var versions = after.Select(fact => fact.Version).ToHashSet();
        var withdrawn = standing.Where(fact => !versions.Contains(fact.Version)).Select(ReplacedValue.Withdrawn);
        return new(corrected, standing, after, [.. withdrawn, .. ReplacedValue.Between(learner, corrected)]);
    }

    /// <summary>The facts that no longer stand.</summary>
    public IEnumerable<FactRow> Superseded() => Before.Except(After);

    /// <summary>The facts that stand in their place.</summary>
    public IEnumerable<FactRow> Added() => After.Except(Before);

    /// <summary>The fact of each day that the request may correct.</summary>
    public static int StageBegan(IReadOnlyList<FactRow> facts) => facts.Index().First(fact => fact.Item.Stage == facts[^1].Stage).Index;

    public static int StateBegan(IReadOnlyList<FactRow> facts) =>
        facts.Index().Last(fact => fact.Item.BeganState(fact.Index == 0 ? null : facts[fact.Index - 1])).Index;

    /// <summary>The first fact of the learner's present cohort.</summary>
    public static int CohortBegan(IReadOnlyList<FactRow> facts) =>
        1 + facts.ToList().FindLastIndex(fact => fact.Cohort != facts[^1].Cohort);

    private static Learner Rewrite(Learner learner, FactRow[] facts, CorrectLearnerRequest request)
    {
        if (request.EnrolledOn is { } enrolledOn) facts[0] = facts[0] with { EffectiveOn = enrolledOn };
        var (stage, state) = (StageBegan(facts), StateBegan(facts));
        if (request.StageBeganOn is { } beganOn) facts[stage] = facts[stage] with { EffectiveOn = beganOn };
        if (request.Since is { } since) facts[state] = facts[state] with { EffectiveOn = since };
        var (cohort, inClass) = (CohortBegan(facts), ClassBegan(facts));
        for (var i = 0; i < facts.Length; i++)
        {
            if (request.Cohort is { } year && i >= cohort) facts[i] = facts[i] with { Cohort = year };
            if (request.Class is { } code && i >= inClass) facts[i] = facts[i] with { Class = code };
        }
        return As(learner, facts) with
        {
            StudentNumber = request.StudentNumber ?? learner.StudentNumber,
            BirthDate = request.BirthDate ?? learner.BirthDate,
        };
    }

    private static Learner As(Learner learner, IReadOnlyList<FactRow> facts)
    {
        var (last, hasLeft) = (facts[^1], facts[^1].State == LearnerState.Withdrawn);
        return learner with
        {
            Cohort = last.Cohort,
            Class = last.Class,
            Stage = last.Stage,
            State = last.State,
            PresentInstitution = last.PresentInstitution,
            EnrolledOn = facts[0].EffectiveOn,
            StageBeganOn = facts[StageBegan(facts)].EffectiveOn,
            Since = facts[StateBegan(facts)].EffectiveOn,
            ChangedOn = last.EffectiveOn,
            WithdrawnOn = hasLeft ? last.EffectiveOn : null,
            WithdrawalReason = hasLeft ? learner.WithdrawalReason : null,
            Version = learner.Version + 1,
        };
    }

    private static int ClassBegan(IReadOnlyList<FactRow> facts) =>
        1 + facts.ToList().FindLastIndex(fact => fact.Class != facts[^1].Class);
}

/// <param name="Member">The member of the learner, or the fact that was withdrawn.</param>
/// <param name="Before">The value that was recorded; days as YYYY-MM-DD.</param>
/// <param name="After">The value that should have been recorded.</param>
internal sealed record ReplacedValue(string Member, string? Before, string? After)
{
    /// <summary>What the two differ in.</summary>
    public static IEnumerable<ReplacedValue> Between(Learner before, Learner after) => new ReplacedValue[]
    {
        new("studentNumber", before.StudentNumber, after.StudentNumber),
        new("birthDate", Text(before.BirthDate), Text(after.BirthDate)),
        new("cohort", Text(before.Cohort), Text(after.Cohort)),
        new("class", before.Class, after.Class),
        new("stage", Text(before.Stage), Text(after.Stage)),
        new("major", before.Major, after.Major),
        new("presentInstitution", before.PresentInstitution, after.PresentInstitution),
        new("enrolledOn", Text(before.EnrolledOn), Text(after.EnrolledOn)),
        new("stageBeganOn", Text(before.StageBeganOn), Text(after.StageBeganOn)),
        new("since", Text(before.Since), Text(after.Since)),
        new("state", before.State, after.State),
        new("admission", before.Admission, after.Admission),
        new("admissionRegion", before.AdmissionRegion, after.AdmissionRegion),
        new("admissionScore", Text(before.AdmissionScore), Text(after.AdmissionScore)),
        new("holdsRegistration", Text(before.HoldsRegistration), Text(after.HoldsRegistration)),
        new("withdrawnOn", Text(before.WithdrawnOn), Text(after.WithdrawnOn)),
    }.Where(value => value.Before != value.After);

    /// <summary>A fact that never was, and its day.</summary>
    public static ReplacedValue Withdrawn(FactRow fact) => new(fact.Fact, Text(fact.EffectiveOn), null);

    private static string? Text(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Text(bool? stated) => stated switch
    {
        true => "true",
        false => "false",
        null => null,
    };
}
