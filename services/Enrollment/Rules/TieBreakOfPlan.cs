using Enrollment.Features.TransferPlans;
using Kernel;

namespace Enrollment.Rules;

/// <summary>D4: a plan is agreed with a tie-break for each of its articulations (D7).</summary>
internal static class TieBreakOfPlan
{
    /// <returns>Refused with the heaviest component as the tie-break of each articulation that has none.</returns>
    public static Verdict Judge(TransferExam exam)
    {
        Guid[] without = [.. exam.Places.Select(place => place.ArticulationId).Where(id => exam.TieBreakOf(id).Count == 0)];
        return without.Length == 0
            ? Verdict.Passed("D4")
            : Verdict.Refused("D4", new { articulationsWithoutTieBreak = without }, change: Settled(exam));
    }

    private static object Settled(TransferExam exam) => new
    {
        tieBreak = exam.TieBreak is [] ? [Heaviest(exam.Components)] : exam.TieBreak,
        places = exam.Places.Select(place => place.Components is { } own && place.TieBreak is not [_, ..]
            ? place with { TieBreak = [Heaviest(own)] }
            : place),
    };

    private static string Heaviest(IReadOnlyList<ExamComponent> components) => components.MaxBy(component => component.Weight).Code;
}
