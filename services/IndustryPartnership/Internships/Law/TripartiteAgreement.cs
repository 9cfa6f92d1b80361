using System.ComponentModel.DataAnnotations;
using Kernel;

namespace IndustryPartnership.Internships.Law;

/// <summary>
/// D31: what the agreement of school, enterprise and learner says, by the pack of the slot: where the work is, from the slot, and the
/// clauses of the institution's template.
/// </summary>
public static class TripartiteAgreement
{
    public const string Name = "tripartite-agreement";

    private static readonly string[] Place = ["terms.place"];

    /// <param name="Clauses">Which clauses the institution's template has at the least, by their names.</param>
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

    /// <summary>A slot says where the work is: no template can know it.</summary>
    public static Verdict Judge(SlotFacts slot, Limits limits) => string.IsNullOrWhiteSpace(slot.Terms.Place)
        ? Verdict.Refused("D31", new { slot.Terms.Place, limits.Clauses }, new { missing = Place })
        : Verdict.Passed("D31", new { slot.Terms.Place, limits.Clauses });

    /// <summary>The clauses that a template does not have, of those that are asked for.</summary>
    /// <param name="clauses">The template's; null where the institution keeps none.</param>
    /// <param name="limits">The pack's.</param>
    public static IReadOnlyList<string> Missing(AgreementClauses? clauses, Limits limits) =>
        [.. limits.Clauses.Except(clauses?.Stated ?? [])];
}
