using System.ComponentModel.DataAnnotations;
using Kernel;

namespace IndustryPartnership.Internships.Law;

/// <summary>D26 (R): an internship is a cognitive visit or a post internship. The limits bind post internships.</summary>
public static class InternshipKind
{
    /// <param name="Kinds">All kinds.</param>
    /// <param name="Bound">The kinds that the other rules bind.</param>
    public sealed record Limits([property: MinLength(1)] IReadOnlyList<string> Kinds, [property: MinLength(1)] IReadOnlyList<string> Bound);

    public static Verdict Judge(SlotFacts slot, Limits limits) => limits.Kinds.Contains(slot.Terms.Kind)
        ? Verdict.Passed("D26", new { slot.Terms.Kind, limitsBind = limits.Bound.Contains(slot.Terms.Kind) })
        : Verdict.Refused("D26", new { slot.Terms.Kind, limits.Kinds }, new { terms = new { kind = limits.Kinds[0] } });
}
