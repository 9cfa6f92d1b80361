using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Kernel.Data;
using Kernel.Http;

namespace Enrollment.Features.Modules;

/// <summary>What a module is: its name, size and kind, who teaches it, what it needs and what it leads to (S14).</summary>
public sealed record ModuleTerms : IValidatableObject
{
    /// <summary>The module's name.</summary>
    [Name(200)]
    public required string Name { get; init; }

    /// <summary>Its name in Chinese, if it has one.</summary>
    [Name(200)]
    public string? NameZh { get; init; }

    /// <summary>The hours that are taught, 1 to 2000.</summary>
    [Range(1, 2000)]
    public required int Hours { get; init; }

    /// <summary>The credit that it earns, in tenths of a credit, 0 to 600.</summary>
    [Range(0, 600)]
    public required int Credits { get; init; }

    /// <summary><c>theory</c> or <c>practice</c>.</summary>
    [OneOf(Theory, Practice)]
    public required string Kind { get; init; }

    /// <summary>The code of the institution's unit that teaches it (S20). Left out, no unit is named.</summary>
    [Code]
    public string? Unit { get; init; }

    /// <summary>The modules that must be taken before, of this or another institution (D13).</summary>
    [MaxLength(20)]
    public IReadOnlyList<Guid> Prerequisites { get; init; } = [];

    /// <summary>The learning outcomes that it leads to, of this or another institution (S8).</summary>
    [MaxLength(50)]
    public IReadOnlyList<Guid> Outcomes { get; init; } = [];

    internal const string Theory = "theory";
    internal const string Practice = "practice";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Prerequisites.Distinct().Count() < Prerequisites.Count)
        {
            yield return new ValidationResult("Name each module once.", [nameof(Prerequisites)]);
        }
        if (Outcomes.Distinct().Count() < Outcomes.Count)
        {
            yield return new ValidationResult("Name each outcome once.", [nameof(Outcomes)]);
        }
    }

    internal static ModuleTerms Read(string json) => JsonSerializer.Deserialize<ModuleTerms>(json, JsonSerializerOptions.Web)!;

    internal string Write() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>Why an institution cannot have a module of these terms; null where it can.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="institution">The institution that owns the module.</param>
    /// <param name="before">The terms before a correction. What they named already may stay, even if it has ended (D45).</param>
    internal async Task<Refusal?> WhyNotAsync(UnitOfWork work, string institution, ModuleTerms? before = null)
    {
        if (Unit != before?.Unit && await TeachingUnit.WhyNotAsync(work, institution, Unit) is { } unit) return unit;

        var named = await work.QueryAsync<Named>(
            "SELECT id, state FROM enrollment.module WHERE id IN @Prerequisites", new { Prerequisites });
        var unknown = Prerequisites.Except(named.Select(module => module.Id)).ToList();
        if (unknown.Count > 0) return Problems.NoSuchModule(unknown);
        var retired = named.Where(module => module.State == ModuleState.Retired).Select(module => module.Id)
            .Except(before?.Prerequisites ?? []).ToList();
        if (retired.Count > 0) return Problems.ModuleRetired(retired, new { prerequisites = Prerequisites.Except(retired) });

        var outcomes = await work.QueryAsync<Guid>("SELECT id FROM enrollment.learning_outcome WHERE id IN @Outcomes", new { Outcomes });
        return Outcomes.Except(outcomes).ToList() is { Count: > 0 } missing ? Problems.NoSuchOutcome(missing) : null;
    }

    private sealed record Named
    {
        public Guid Id { get; init; }
        public string State { get; init; } = "";
    }
}
