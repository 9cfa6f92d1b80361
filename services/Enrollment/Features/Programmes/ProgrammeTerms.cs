using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Kernel.Http;

namespace Enrollment.Features.Programmes;

/// <summary>What the owners of an articulation agree on: what is aimed at, and which module is taught in which stage (S8).</summary>
public sealed record ProgrammeTerms : IValidatableObject
{
    /// <summary>The first day on which it is in force. Learners who are enrolled from then on follow it (D12).</summary>
    [Day]
    public required DateOnly InForceFrom { get; init; }

    /// <summary>The learning outcomes that it aims at, 1 to 100.</summary>
    [MinLength(1), MaxLength(100)]
    public required IReadOnlyList<Guid> Outcomes { get; init; }

    /// <summary>The modules with their places, 1 to 200. Each module has one place.</summary>
    [MinLength(1), MaxLength(200)]
    public required IReadOnlyList<ModulePlace> Modules { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Outcomes.Distinct().Count() < Outcomes.Count)
        {
            yield return new ValidationResult("Name each outcome once.", [nameof(Outcomes)]);
        }
        if (Modules.DistinctBy(place => place.ModuleId).Count() < Modules.Count)
        {
            yield return new ValidationResult("Give each module one place only.", [nameof(Modules)]);
        }
    }
}

/// <param name="ModuleId">The module.</param>
/// <param name="Stage">The stage of the pathway in which it is taught, from 1.</param>
/// <param name="Term">The term of that stage, from 1 to 20. Left out, it is anywhere in the stage.</param>
// A struct, since the reader refuses null for it, and lets null pass for an element of a list of classes.
[method: JsonConstructor]
public readonly record struct ModulePlace(
    Guid ModuleId, [property: Range(1, 20)] int Stage, [property: Range(1, 20)] int? Term = null);
