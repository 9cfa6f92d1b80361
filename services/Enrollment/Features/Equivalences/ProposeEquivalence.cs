using System.ComponentModel.DataAnnotations;
using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Equivalences;

/// <summary>
/// A registrar of either institution proposes which modules of one stand for which modules of the other, or that nothing does (D11). A new
/// version names the agreed equivalence that it replaces.
/// </summary>
public static class ProposeEquivalence
{
    /// <param name="FromInstitution">The institution where modules are passed.</param>
    /// <param name="ToInstitution">The institution whose modules they stand for.</param>
    /// <param name="Value"><c>equivalent</c>, or <c>no-equivalent</c> if nothing stands for the modules.</param>
    /// <param name="Alternatives">The modules of the first institution, 1 to 10 sets: any one of them is enough.</param>
    /// <param name="Earns">The modules of the other institution, at most 10; none with <c>no-equivalent</c>.</param>
    /// <param name="Replaces">The agreed equivalence that this one replaces, if there is one.</param>
    public sealed record Request(
        [property: Code] string FromInstitution,
        [property: Code] string ToInstitution,
        [property: OneOf(Equivalence.Equivalent, Equivalence.NoEquivalent)] string Value,
        [property: MinLength(1), MaxLength(10)] IReadOnlyList<ModuleSet> Alternatives,
        [property: Code, MaxLength(10)] IReadOnlyList<string> Earns,
        Guid? Replaces = null) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            var sets = Alternatives.Select(set => set.Modules.Order(StringComparer.Ordinal).ToList()).ToList();
            var isTwice = sets.Exists(set => set.Distinct().Count() < set.Count);
            if (isTwice || sets.DistinctBy(set => string.Join(' ', set)).Count() < sets.Count)
            {
                yield return new ValidationResult("Each set is named once, and each module of a set once.", [nameof(Alternatives)]);
            }
            if (Earns.Distinct().Count() < Earns.Count) yield return new ValidationResult("Each module is named once.", [nameof(Earns)]);
        }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/equivalences", HandleAsync)
        .WithName(nameof(ProposeEquivalence)).WithSummary("Propose an equivalence of modules").Allow(Roles.Registrar);

    private static async Task<Results<Created<Equivalence>, Refusal>> HandleAsync(Request request, UnitOfWork work, Act act)
    {
        var (from, to) = (request.FromInstitution, request.ToInstitution);
        if (act.Caller.Org != from && act.Caller.Org != to) return Problems.NotYourEquivalence();
        if (await EquivalenceRules.WhyNotAsync(work, request, act) is { } refused) return refused;

        var proposed = new Equivalence
        {
            Id = Guid.CreateVersion7(),
            FromInstitution = from,
            ToInstitution = to,
            Value = request.Value,
            Alternatives = request.Alternatives,
            Earns = request.Earns,
            Replaces = request.Replaces,
            State = ProposalState.Proposed,
            ProposedBy = act.Caller.Org,
            DecidedOn = null,
            EndedOn = null,
            Reason = null,
            Version = 1,
        };
        await EquivalenceRow.AddAsync(work, proposed, act);
        return await work.CommitAsync(TypedResults.Created($"/enrollment/v1/equivalences/{proposed.Id}", proposed));
    }
}
