using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Kernel.Http;

namespace IndustryPartnership.Internships.Law;

/// <summary>
/// What an institution's template says in each placement's agreement (D31), besides what slot and placement say. A clause that is left out
/// is null.
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

    /// <summary>What happens after an accident, and who bears what the insurance does not.</summary>
    [Text(Longest)] public string? Accident { get; init; }

    /// <summary>How the internship is assessed.</summary>
    [Text(Longest)] public string? Assessment { get; init; }

    /// <summary>What breach brings.</summary>
    [Text(Longest)] public string? Breach { get; init; }

    /// <summary>What else the three agree on.</summary>
    [Text(Longest)] public string? Other { get; init; }

    /// <summary>The names by which packs ask for clauses.</summary>
    internal static IReadOnlyList<string> Names { get; } =
        ["boardAndLodging", "rest", "payment", "protection", "occupationalDisease", "accident", "assessment", "breach", "other"];

    /// <summary>The names of those that it has.</summary>
    [JsonIgnore]
    internal IEnumerable<string> Stated => ToJson().Select(clause => clause.Key);

    /// <summary>The clauses that it has, by their names.</summary>
    internal JsonObject ToJson()
    {
        var all = JsonSerializer.SerializeToNode(this, JsonSerializerOptions.Web)!.AsObject();
        foreach (var name in Names.Where(name => all[name] is null)) all.Remove(name);
        return all;
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var clauses = ToJson();
        if (clauses.Count == 0) yield return new ValidationResult("A template has one clause at the least.");
        foreach (var (name, text) in clauses)
        {
            if (string.IsNullOrWhiteSpace(text!.GetValue<string>()))
            {
                yield return new ValidationResult("A clause has words: leave it out, or write it.", [name]);
            }
        }
    }
}
