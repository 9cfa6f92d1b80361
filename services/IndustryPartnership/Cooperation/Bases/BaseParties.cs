using IndustryPartnership.Cooperation.Membership;
using Kernel;

namespace IndustryPartnership.Cooperation.Bases;

/// <summary>D25: somebody runs a base that was approved: at least one party stays on every date.</summary>
public static class BaseParties
{
    /// <param name="from">The first date that is looked at.</param>
    /// <param name="parts">All joins and leaves that are known, those to come among them.</param>
    public static Verdict Judge(DateOnly from, IReadOnlyList<Part> parts) =>
        Composition.Judge("D25", from, parts, (present, _) => present.Count == 0 ? ["party"] : []);
}
