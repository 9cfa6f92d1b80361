using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Kernel.Http;

namespace IndustryPartnership.Internships.Law;

/// <summary>
/// The clauses that an institution's template adds to each placement's agreement (D31). A clause that is left out is null.
/// </summary>
public sealed record AgreementClauses : IValidatableObject
{
    private const int Longest = 4000;

    /// <summary>Where a learner lives and eats, and who pays for it.</summary>
    [Text(Longest)] public string? BoardAndLodging { get; init; }

    /// <summary>Breaks, days of rest and leave.</summary>
    [Text(Longest)] public string? Rest { get; init; }

    /// <summary>When and how pay reaches the learner.</summary>
    [Text(Longest)] public string? Payment { get; init; }

    /// <summary>Protection and safety at work.</summary>
    [Text(Longest)] public string? Protection { get; init; }

    /// <summary>Protection from occupational disease.</summary>
    [Text(Longest)] public string? OccupationalDisease { get; init; }

    /// <summary>What happens after an accident, and who pays what the insurance does not cover.</summary>
    [Text(Longest)] public string? Accident { get; init; }

    /// <summary>How the internship is assessed.</summary>
    [Text(Longest)] public string? Assessment { get; init; }

    /// <summary>The consequences of a breach.</summary>
    [Text(Longest)] public string? Breach { get; init; }

    /// <summary>What else the three parties agree on.</summary>
    [Text(Longest)] public string? Other { get; init; }

    /// <summary>The clause names that packs use.</summary>
    internal static IReadOnlyList<string> Names { get; } =
        ["boardAndLodging", "rest", "payment", "protection", "occupationalDisease", "accident", "assessment", "breach", "other"];

    /// <summary>The names of the clauses that it has.</summary>
    [JsonIgnore]
    internal IEnumerable<string> Stated => ToJson().Select(clause => clause.Key);

    /// <summary>The clauses that it has, by name.</summary>
    internal JsonObject ToJson()
    {
        var all = JsonSerializer.SerializeToNode(this, JsonSerializerOptions.Web)!.AsObject();
        foreach (var name in Names.Where(name => all[name] is null)) all.Remove(name);
        return all;
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var clauses = ToJson();
        if (clauses.Count == 0) yield return new ValidationResult("A template needs at least one clause.");
        foreach (var (name, text) in clauses)
        {
            if (string.IsNullOrWhiteSpace(text!.GetValue<string>()))
            {
                yield return new ValidationResult("A clause must not be empty. Leave it out, or write its text.", [name]);
            }
        }
    }
}
