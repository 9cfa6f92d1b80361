using System.ComponentModel.DataAnnotations;
using Kernel;

namespace IndustryPartnership.Internships.Law;

/// <summary>
/// D31: what the agreement of school, enterprise and learner must say, by the slot's pack. The slot gives the place of work, and the
/// institution's template gives the clauses.
/// </summary>
public static class TripartiteAgreement
{
    public const string Name = "tripartite-agreement";

    private static readonly string[] Place = ["terms.place"];

    /// <param name="Clauses">The clauses that the institution's template must have, by name.</param>
    public sealed record Limits([property: MinLength(1)] IReadOnlyList<string> Clauses) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            var unknown = Clauses.Except(AgreementClauses.Names).ToList();
            if (unknown.Count > 0)
            {
                yield return new ValidationResult(
                    $"There is no clause {string.Join(", ", unknown)}: the clauses are {string.Join(", ", AgreementClauses.Names)}.");
            }
        }
    }

    /// <summary>A slot must state the place of work, because no template can know it.</summary>
    public static Verdict Judge(SlotFacts slot, Limits limits) => string.IsNullOrWhiteSpace(slot.Terms.Place)
        ? Verdict.Refused("D31", new { slot.Terms.Place, limits.Clauses }, new { missing = Place })
        : Verdict.Passed("D31", new { slot.Terms.Place, limits.Clauses });

    /// <summary>The required clauses that a template lacks.</summary>
    /// <param name="clauses">The template's clauses; null if the institution has no template.</param>
    /// <param name="limits">The pack's limits.</param>
    public static IReadOnlyList<string> Missing(AgreementClauses? clauses, Limits limits) =>
        [.. limits.Clauses.Except(clauses?.Stated ?? [])];
}
