using Contracts.Enrollment;
using Enrollment.Features.Articulations;
using Enrollment.Features.Learners;
using Enrollment.Features.Pathways;
using Kernel;

namespace Enrollment.Rules;

/// <summary>
/// D5a: a change of major stays within the institution and the pathway. It comes between stages or within the first year of one, and
/// before the registration for the transfer exam. The pathway may bar it, also for those whom a special procedure admitted.
/// </summary>
internal static class ChangeOfMajor
{
    /// <param name="learner">The learner, in training before the transfer.</param>
    /// <param name="to">The articulation of the new major.</param>
    /// <param name="terms">What the pathway allows.</param>
    /// <param name="isRegistered">Whether the learner was ever registered for a transfer exam.</param>
    /// <param name="from">The first day in the new major.</param>
    public static Verdict Judge(Learner learner, Articulation to, PathwayTerms terms, bool isRegistered, DateOnly from)
    {
        var until = learner.StageBeganOn.AddYears(1).AddDays(-1);
        var isBarred = learner.SpecialAdmission && terms.BarsSpecialAdmission;
        var isAllowed = terms.AllowsChangeOfMajor && !isBarred && !isRegistered && to.Id != learner.ArticulationId
            && to.Pathway == learner.PathwayCode && to.Owners[0].Institution == learner.Institution
            && to.Stages[learner.Stage - 1].Institution == learner.PresentInstitution;
        if (isAllowed && (learner.State == LearnerState.TransferReady || from <= until)) return Verdict.Passed("D5a");
        var facts = new
        {
            pathway = learner.PathwayCode,
            otherPathway = to.Pathway,
            institution = learner.PresentInstitution,
            otherInstitutions = to.Institutions,
            isSameArticulation = to.Id == learner.ArticulationId,
            terms.AllowsChangeOfMajor,
            isBarredBySpecialAdmission = isBarred,
            isRegisteredForExam = isRegistered,
            from,
            until,
        };
        // Another day helps only if nothing else speaks against it, and if no newer fact is in its way.
        return Verdict.Refused("D5a", facts, isAllowed && learner.ChangedOn <= until ? new { from = until } : null);
    }
}
