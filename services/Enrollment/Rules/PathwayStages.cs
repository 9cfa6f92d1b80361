using Enrollment.Features.Pathways;
using Kernel;

namespace Enrollment.Rules;

/// <summary>D1, D3: who teaches the stages of a pathway, and which diplomas come after them.</summary>
internal static class PathwayStages
{
    /// <summary>D1: owners of other keys than from and to are at least two, and each one's stages follow one another.</summary>
    public static Verdict JudgeOwners(IReadOnlyList<StageRow> stages)
    {
        var owners = stages.Select(stage => stage.TaughtBy).ToList();
        if (owners.TrueForAll(owner => owner is StageRow.From or StageRow.To)) return Verdict.Passed("D1");
        var distinct = owners.Distinct().ToList();
        var blocks = owners.Where((owner, at) => at == 0 || owners[at - 1] != owner).Count();
        var passes = distinct.Count >= 2 && blocks == distinct.Count && !distinct.Exists(owner => owner is StageRow.From or StageRow.To);
        return passes ? Verdict.Passed("D1") : Verdict.Refused("D1", new { owners });
    }

    /// <summary>D3: each kind of diploma comes once; only a bachelor's is annotated; the last stage has one if any stage has.</summary>
    public static Verdict JudgeDiplomas(IReadOnlyList<StageRow> stages)
    {
        var diplomas = stages.Select(stage => stage.Diploma).OfType<string>().ToList();
        var passes = diplomas.Distinct().Count() == diplomas.Count
            && stages.All(stage => !stage.Annotated || stage.Diploma == Features.Diplomas.Diploma.Bachelor)
            && (diplomas.Count == 0 || stages[^1].Diploma is not null || stages[^1].TaughtBy == StageRow.From);
        return passes
            ? Verdict.Passed("D3")
            : Verdict.Refused("D3", new { diplomas = stages.Select(stage => new { stage.Name, stage.Diploma, stage.Annotated }) });
    }
}
