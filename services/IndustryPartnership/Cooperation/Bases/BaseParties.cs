using IndustryPartnership.Cooperation.Membership;
using Kernel;

namespace IndustryPartnership.Cooperation.Bases;

/// <summary>D25: an approved base has at least one party on every date.</summary>
public static class BaseParties
{
    /// <param name="from">The first date to check.</param>
    /// <param name="parts">All known joins and leaves, also future ones.</param>
    public static Verdict Judge(DateOnly from, IReadOnlyList<Part> parts) =>
        Composition.Judge("D25", from, parts, (present, _) => present.Count == 0 ? ["party"] : []);
}
