using Enrollment.Features.Programmes;
using Kernel;

namespace Enrollment.Rules;

/// <summary>D12: a later edition of a programme is for later cohorts, or corrects the last one from its first day on.</summary>
internal static class EditionOrder
{
    /// <param name="programme">The programme that would be published.</param>
    /// <param name="last">The edition that was published last; null if it is the first.</param>
    public static Verdict Judge(Programme programme, Programme? last)
    {
        if (last is null || (last.Edition < programme.Edition && last.InForceFrom <= programme.InForceFrom)) return Verdict.Passed("D12");
        object change = last.Edition < programme.Edition
            ? new { last.InForceFrom }
            : new { draft = $"/enrollment/v1/articulations/{programme.ArticulationId}/programmes" };
        return Verdict.Refused(
            "D12", new { programme.Edition, programme.InForceFrom, published = new { last.Edition, last.InForceFrom } }, change);
    }
}
