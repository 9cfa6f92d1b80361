using Enrollment.Features.Pathways;
using Enrollment.Rules;

namespace Enrollment.Features.Learners;

/// <summary>A course as if one of its facts had not been (D43). What the later facts brought themselves stays theirs.</summary>
internal static class WithdrawnFact
{
    /// <summary>The transfer, and the ends of training, with which a diploma is awarded.</summary>
    public static readonly IReadOnlyList<string> WithDiploma =
        [LearnerFact.Transferred, LearnerFact.Graduated, LearnerFact.CompletedAssociate];

    private static readonly IReadOnlyList<string> OfCourse =
        [LearnerFact.YearRepeated, LearnerFact.WentOnLeave, LearnerFact.Returned, LearnerFact.StageCompleted];

    /// <summary>What can be withdrawn. Other facts are corrected by an operation of their own.</summary>
    public static readonly IReadOnlyList<string> Kinds = [.. OfCourse, .. WithDiploma];

    /// <summary>
    /// The institution that recorded a later fact than the enrolment. It taught the learner until then; a transfer is recorded by the
    /// receiving one.
    /// </summary>
    public static string RecordedBy(IReadOnlyList<FactRow> facts, FactRow mistaken) =>
        (mistaken.Fact == LearnerFact.Transferred ? mistaken : Before(facts, mistaken)).PresentInstitution;

    /// <summary>The fact before it. The enrolment has none, and is not withdrawn.</summary>
    public static FactRow Before(IReadOnlyList<FactRow> facts, FactRow mistaken) => facts.TakeWhile(fact => fact != mistaken).Last();

    /// <summary>The facts that stand without it. Nobody comes back from a leave that never was.</summary>
    public static IReadOnlyList<FactRow> Without(IReadOnlyList<FactRow> facts, FactRow mistaken)
    {
        var back = mistaken.Fact != LearnerFact.WentOnLeave
            ? null
            : facts.SkipWhile(fact => fact != mistaken).FirstOrDefault(fact => fact.Fact == LearnerFact.Returned);
        List<FactRow> after = [facts[0]];
        foreach (var (before, fact) in facts.Zip(facts.Skip(1)))
        {
            if (fact == mistaken || fact == back) continue;
            var now = after[^1];
            after.Add(fact with
            {
                State = fact.State == before.State ? now.State : fact.State,
                Stage = fact.Stage == before.Stage ? now.Stage : fact.Stage,
                Cohort = fact.Cohort == before.Cohort ? now.Cohort : fact.Cohort,
                Class = fact.Class == before.Class ? now.Class : fact.Class,
                ArticulationId = fact.ArticulationId == before.ArticulationId ? now.ArticulationId : fact.ArticulationId,
                PresentInstitution = fact.PresentInstitution == before.PresentInstitution
                    ? now.PresentInstitution
                    : fact.PresentInstitution,
            });
        }
        return after;
    }

    /// <summary>
    /// The last fact that must be withdrawn before; null if there is none. After a transfer or an end of training that is any. After the
    /// others it is what only they made possible; but a transfer or an end stays then, and is a risk.
    /// </summary>
    public static FactRow? RestsOnIt(
        IReadOnlyList<FactRow> before, IReadOnlyList<FactRow> after, FactRow mistaken, IReadOnlyList<StageRow> stages)
    {
        if (WithDiploma.Contains(mistaken.Fact))
        {
            return after.LastOrDefault(fact => fact.Version > mistaken.Version && Kinds.Contains(fact.Fact));
        }
        var lost = Footless(after, stages).Where(fact => OfCourse.Contains(fact.Fact)).Select(fact => fact.Version)
            .Except(Footless(before, stages).Select(fact => fact.Version)).ToHashSet();
        return after.LastOrDefault(fact => lost.Contains(fact.Version));
    }

    private static IEnumerable<FactRow> Footless(IReadOnlyList<FactRow> facts, IReadOnlyList<StageRow> stages) =>
        facts.Zip(facts.Skip(1)).Where(pair => !FactFooting.Holds(pair.First, pair.Second, stages)).Select(pair => pair.Second);
}
