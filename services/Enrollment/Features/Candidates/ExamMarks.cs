using Enrollment.Features.TransferPlans;
using Enrollment.Rules;
using Kernel.Http;

namespace Enrollment.Features.Candidates;

/// <summary>A candidate's marks, bonus and total, all in hundredths (D8, D10).</summary>
internal sealed record ExamMarks(IReadOnlyList<MarkRow> Marks, int? Bonus, int? Total)
{
    /// <summary>An absent candidate has none.</summary>
    public static ExamMarks None { get; } = new([], null, null);

    /// <summary>Why the plan does not take these marks; null where it does.</summary>
    public static Refusal? WhyNot(TransferExam exam, Guid articulation, IReadOnlyList<ComponentMark> marks, decimal bonus)
    {
        var components = exam.ComponentsOf(articulation).Select(component => component.Code).ToList();
        var all = EnteredMarks.JudgeComponents(components, [.. marks.Select(mark => mark.Component)]);
        if (!all.Passes) return Problems.MarksRefused(all);
        var within = EnteredMarks.JudgeBonus((int)(bonus * 100), (int)(exam.BonusMax * 100));
        return within.Passes ? null : Problems.MarksRefused(within);
    }

    /// <summary>Marks that the plan takes, with their total.</summary>
    public static ExamMarks Of(TransferExam exam, Guid articulation, IReadOnlyList<ComponentMark> marks, decimal bonus)
    {
        var rows = marks.Select(mark => new MarkRow { ComponentCode = mark.Component, Mark = (int)(mark.Mark * 100) }).ToList();
        var weights = exam.ComponentsOf(articulation).ToDictionary(component => component.Code, component => component.ScaledWeight);
        var scaledBonus = (int)(bonus * 100);
        return new(rows, scaledBonus, ExamTotal.Of(rows.Select(mark => (weights[mark.ComponentCode], mark.Mark)), scaledBonus));
    }
}
