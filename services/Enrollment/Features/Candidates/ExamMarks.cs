using Enrollment.Features.TransferPlans;
using Enrollment.Rules;
using Kernel.Http;

namespace Enrollment.Features.Candidates;

/// <summary>A candidate's marks, bonus and total, all in hundredths (D8, D10).</summary>
internal sealed record ExamMarks(IReadOnlyList<MarkRow> Marks, int? Bonus, int? Total)
{
    /// <summary>An absent candidate has none.</summary>
    public static ExamMarks None { get; } = new([], null, null);

    /// <summary>Marks as the plan takes them.</summary>
    /// <param name="exam">The terms of the plan.</param>
    /// <param name="articulation">The candidate's articulation, which may have its own components.</param>
    /// <param name="marks">A mark for each component; null after absence.</param>
    /// <param name="bonus">The bonus; 0 by default.</param>
    /// <returns>The marks with their total, or why the plan does not take them.</returns>
    public static Decided<ExamMarks> Judge(
        TransferExam exam, Guid articulation, IReadOnlyList<ComponentMark>? marks, decimal? bonus)
    {
        if (marks is null) return None;
        var components = exam.ComponentsOf(articulation);
        var all = EnteredMarks.JudgeComponents(
            [.. components.Select(component => component.Code)], [.. marks.Select(mark => mark.Component)]);
        if (!all.Passes) return Problems.MarksRefused(all);
        var scaledBonus = (int)((bonus ?? 0) * 100);
        var within = EnteredMarks.JudgeBonus(scaledBonus, (int)(exam.BonusMax * 100));
        if (!within.Passes) return Problems.MarksRefused(within);
        var weights = components.ToDictionary(component => component.Code, component => component.ScaledWeight);
        var rows = marks.Select(mark => new MarkRow { ComponentCode = mark.Component, Mark = (int)(mark.Mark * 100) }).ToList();
        return new ExamMarks(rows, scaledBonus, ExamTotal.Of(rows.Select(mark => (weights[mark.ComponentCode], mark.Mark)), scaledBonus));
    }
}
