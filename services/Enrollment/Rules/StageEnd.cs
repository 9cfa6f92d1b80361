using Enrollment.Features.Pathways;

namespace Enrollment.Rules;

/// <summary>D1, D5: when a stage of a pathway can end, and which one follows.</summary>
internal static class StageEnd
{
    /// <summary>A stage ends in its last year: not before the day after that year began.</summary>
    public static DateOnly Earliest(DateOnly beganOn, int years) => beganOn.AddYears(years - 1).AddDays(1);

    /// <summary>The next stage, and whether a transfer leads to it; null after the last one.</summary>
    public static (int Stage, bool ByTransfer)? Next(IReadOnlyList<StageRow> stages, int stage) => stage >= stages.Count
        ? null
        : (stage + 1, StageRow.LastOwner(stages) is var last && stages[stage - 1].TaughtBy != last && stages[stage].TaughtBy == last);
}
