using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Contracts;
using Kernel.Data;
using Kernel.Http;

namespace FacultyCertification.Features.Resources;

/// <summary>What a teaching resource is: its title, kind, subject, modules, licence and place, and the measures that it serves.</summary>
public sealed record ResourceTerms : IValidatableObject
{
    /// <summary>Its title.</summary>
    [Name(200)]
    public required string Title { get; init; }

    /// <summary>Its title in Chinese, if it has one.</summary>
    [Name(200)]
    public string? TitleZh { get; init; }

    /// <summary>What it is.</summary>
    [OneOf(
        ResourceKind.OnlineCourse, ResourceKind.Video, ResourceKind.Courseware, ResourceKind.Textbook, ResourceKind.Case,
        ResourceKind.QuestionBank, ResourceKind.Simulation, ResourceKind.TrainingGuide)]
    public required string Kind { get; init; }

    /// <summary>The subject that it teaches.</summary>
    [Name(100)]
    public required string Subject { get; init; }

    /// <summary>The modules that it is for, at most 50.</summary>
    [MaxLength(50)]
    public required IReadOnlyList<ResourceModule> Modules { get; init; }

    /// <summary>The measures that it serves (S9).</summary>
    [MaxLength(4), OneOf(
        Measure.IntegratingCourses, Measure.IntegratingTeachers, Measure.GeneralEducation, Measure.IndustryIntegration)]
    public required IReadOnlyList<string> Measures { get; init; }

    /// <summary>The licence: an SPDX identifier such as <c>CC-BY-4.0</c>, or <c>LicenseRef-</c> and a name.</summary>
    [Code(100)]
    public required string Licence { get; init; }

    /// <summary>Where it is, as an https address. It needs a link, the hash of a file, or both.</summary>
    [Code(2000, Pattern = "^https://[^/]+")]
    public string? Link { get; init; }

    /// <summary>SHA-256 of the file, in lower-case hexadecimal.</summary>
    [Hash]
    public string? FileHash { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Link is null && FileHash is null)
        {
            yield return new ValidationResult("A resource has a link or the hash of a file.", [nameof(Link), nameof(FileHash)]);
        }
        if (Modules.Distinct().Count() < Modules.Count) yield return new ValidationResult("Each module is named once.", [nameof(Modules)]);
        if (Measures.Distinct().Count() < Measures.Count)
        {
            yield return new ValidationResult("Each measure is named once.", [nameof(Measures)]);
        }
    }

    /// <summary>Why these modules cannot be named: the institution of one is not known here; null if they can.</summary>
    internal async Task<Refusal?> WhyNotAsync(IReader reader)
    {
        var institutions = Modules.Select(module => module.Institution).Distinct().ToList();
        var known = await reader.QueryAsync<string>(
            "SELECT code FROM faculty.institution WHERE code IN @institutions", new { institutions });
        return institutions.Except(known).FirstOrDefault() is { } unknown ? CommonProblems.NotYetKnown("organisation", unknown) : null;
    }

    internal static ResourceTerms Read(string json) => JsonSerializer.Deserialize<ResourceTerms>(json, JsonSerializerOptions.Web)!;

    internal string Write() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}

/// <summary>A module of an institution's catalogue.</summary>
/// <param name="Institution">The code of the institution, which this service knows.</param>
/// <param name="Code">The module's code there.</param>
// A struct, since the reader refuses null for it, and lets null pass for an element of a list of classes.
[method: JsonConstructor]
public readonly record struct ResourceModule([property: Code] string Institution, [property: Code] string Code);

/// <summary>The kinds of resource.</summary>
internal static class ResourceKind
{
    public const string OnlineCourse = "online-course";
    public const string Video = "video";
    public const string Courseware = "courseware";
    public const string Textbook = "textbook";
    public const string Case = "case";
    public const string QuestionBank = "question-bank";
    public const string Simulation = "simulation";
    public const string TrainingGuide = "training-guide";
}
