using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Kernel.Http;

namespace Enrollment.Features.TransferPlans;

/// <param name="ArticulationId">An articulation of the two institutions. It may be closed to new cohorts.</param>
/// <param name="Places">How many of the cohort may transfer on it, 1 to 10000.</param>
/// <param name="Components">Its own components instead of the plan's: 1 to 20, with weights that sum to exactly 1 (D7).</param>
/// <param name="TieBreak">The codes of its own components that settle equal totals, in their order; only with own components.</param>
[method: JsonConstructor]
public readonly record struct ExamPlaces(
    Guid ArticulationId,
    [property: Range(1, 10_000)] int Places,
    [property: MinLength(1), MaxLength(20)] IReadOnlyList<ExamComponent>? Components = null,
    [property: MaxLength(20), Code(20)] IReadOnlyList<string>? TieBreak = null)
{
    internal string? WhyNot()
    {
        var codes = Components?.Select(component => component.Code).ToList();
        if (codes is null)
        {
            return TieBreak is null ? null : "An articulation without its own components uses the plan's tie-break. Leave out tieBreak.";
        }
        if (codes.Distinct().Count() < codes.Count) return "Each component needs its own code.";
        var tieBreak = TieBreak ?? [];
        return tieBreak.Distinct().Count() < tieBreak.Count || tieBreak.Except(codes).Any()
            ? "In tieBreak, name the articulation's own components by their codes, each at most once."
            : null;
    }

    internal ExamPlaces AsKept() => Components is null
        ? this
        : this with { Components = [.. Components.Select(component => component.AsKept())], TieBreak = TieBreak ?? [] };

    internal JsonNode ToText()
    {
        var text = new JsonObject { ["articulationId"] = ArticulationId.ToString(), ["places"] = (decimal)Places };
        if (Components is null) return text;
        text["components"] = new JsonArray([.. Components.Select(component => component.ToText())]);
        text["tieBreak"] = new JsonArray([.. (TieBreak ?? []).Select(code => (JsonNode)code)]);
        return text;
    }
}
