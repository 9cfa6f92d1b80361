using System.ComponentModel.DataAnnotations;
using Kernel.Data;
using Kernel.Http;

namespace FacultyCertification.Features.Resources;

/// <summary>With whom a resource is shared (S15).</summary>
/// <param name="Scope">
/// <c>own</c> (the owner alone), <c>partners</c> (named organisations), <c>consortium</c> (its members, while the owner is one), or
/// <c>public</c>.
/// </param>
/// <param name="Partners">For the scope <c>partners</c>: the codes of the organisations, at most 100.</param>
/// <param name="ConsortiumId">For the scope <c>consortium</c>: a founded consortium of which the owner is a member.</param>
public sealed record ResourceSharing(
    [property: OneOf(ResourceSharing.Own, ResourceSharing.Named, ResourceSharing.Members, ResourceSharing.Everybody)] string Scope,
    [property: MaxLength(100), Code] IReadOnlyList<string>? Partners = null,
    Guid? ConsortiumId = null) : IValidatableObject
{
    internal const string Own = "own";
    internal const string Named = "partners";
    internal const string Members = "consortium";
    internal const string Everybody = "public";

    /// <summary>Whether others than the owner may read it.</summary>
    internal bool IsWithOthers => Scope != Own;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Scope == Named != Partners is { Count: > 0 })
        {
            yield return new ValidationResult("The scope partners names at least one, and no other scope names any.", [nameof(Partners)]);
        }
        if (Partners is not null && Partners.Distinct().Count() < Partners.Count)
        {
            yield return new ValidationResult("Each partner is named once.", [nameof(Partners)]);
        }
        if (Scope == Members != ConsortiumId is not null)
        {
            yield return new ValidationResult(
                "The scope consortium names one, and no other scope does.", [nameof(ConsortiumId)]);
        }
    }

    /// <summary>Why an owner cannot share a resource so on a day; null if it can.</summary>
    internal async Task<Refusal?> WhyNotAsync(UnitOfWork work, string owner, DateOnly today)
    {
        if (ConsortiumId is { } consortium)
        {
            if (await ConsortiumDays.FindAsync(work, consortium, owner) is not { } days)
            {
                return CommonProblems.NotYetKnown("consortium", consortium);
            }
            return ConsortiumShare.Judge(days, today) is { Passes: false } verdict ? Problems.NotInConsortium(verdict) : null;
        }
        var partners = Partners ?? [];
        if (partners.Contains(owner)) return Problems.SharedWithOwner(owner, [.. partners.Where(partner => partner != owner)]);
        var known = await work.QueryAsync<Partner>("SELECT code, state FROM faculty.institution WHERE code IN @partners", new { partners });
        if (partners.Except(known.Select(partner => partner.Code)).FirstOrDefault() is { } unknown)
        {
            return CommonProblems.NotYetKnown("organisation", unknown);
        }
        var closed = known.Where(partner => partner.State == "closed").Select(partner => partner.Code).ToList();
        return closed.Count == 0 ? null : Problems.PartnerClosed(closed, [.. partners.Except(closed)]);
    }

    private sealed record Partner
    {
        public string Code { get; init; } = "";
        public string State { get; init; } = "";
    }
}
