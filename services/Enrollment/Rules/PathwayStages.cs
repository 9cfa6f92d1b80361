using Enrollment.Features.Diplomas;
using Enrollment.Features.Pathways;
using Kernel;

namespace Enrollment.Rules;

/// <summary>D1, D3: who teaches the stages of a pathway, and which diplomas come after them.</summary>
internal static class PathwayStages
{
    /// <summary>
    /// D1: a pathway has at least two owners, so that a transfer leads to the last one, and each one's stages follow one another. They are
    /// from and then to, or have keys of their own.
    /// </summary>
    public static Verdict JudgeOwners(IReadOnlyList<StageRow> stages)
    {
        var owners = stages.Select(stage => stage.TaughtBy).ToList();
        var distinct = owners.Distinct().ToList();
        var blocks = owners.Where((owner, at) => at == 0 || owners[at - 1] != owner).Count();
        var isOfSides = distinct.Exists(owner => owner is StageRow.From or StageRow.To);
        var passes = distinct.Count >= 2 && blocks == distinct.Count
            && (!isOfSides || distinct.SequenceEqual([StageRow.From, StageRow.To]));
        return passes ? Verdict.Passed("D1") : Verdict.Refused("D1", new { owners });
    }

    /// <summary>
    /// D3: each kind of diploma comes once; the last stage has one if any stage has. Only a bachelor's is annotated, after an associate
    /// diploma.
    /// </summary>
    public static Verdict JudgeDiplomas(IReadOnlyList<StageRow> stages)
    {
        var diplomas = stages.Select(stage => stage.Diploma).OfType<string>().ToList();
        var passes = diplomas.Distinct().Count() == diplomas.Count
            && stages.Index().All(stage => !stage.Item.Annotated || IsAfterCollege(stages, stage.Index))
            && (diplomas.Count == 0 || stages[^1].Diploma is not null);
        return passes
            ? Verdict.Passed("D3")
            : Verdict.Refused("D3", new { diplomas = stages.Select(stage => new { stage.Name, stage.Diploma, stage.Annotated }) });
    }

    private static bool IsAfterCollege(IReadOnlyList<StageRow> stages, int at) => stages[at].Diploma == Diploma.Bachelor
        && stages.Take(at).Any(stage => stage.Diploma == Diploma.Associate);
}
