using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Http;

namespace Enrollment.Features.TransferPlans;

/// <summary>What the two institutions agree on for a cohort's transfer exam (D8, D9, D10).</summary>
/// <param name="Components">What is marked, 1 to 20; the weights sum to exactly 1.</param>
/// <param name="BonusMax">The most that comes on top of the weighted marks, 0 to 10, at most two decimals.</param>
/// <param name="PassMark">The total from which on a candidate has passed, at most two decimals.</param>
/// <param name="Resits">How many times those who failed or were absent may sit again: 0 or 1.</param>
/// <param name="Absence">What absence means: <c>fails</c>, or <c>does-not-count</c> in the pass rate.</param>
/// <param name="GateCredits">What a learner must have earned before registering, in tenths of a credit; 0 for no gate.</param>
/// <param name="AppealDays">Days from the publication of a sitting in which a result may be appealed against, 1 to 365 (D7).</param>
/// <param name="ExaminedBy">The institution whose registrars enter the marks: one of the two.</param>
/// <param name="TieBreak">The codes of the components whose marks settle equal totals, in their order.</param>
/// <param name="Places">How many may transfer, by articulation of the two institutions, 1 to 50 of them.</param>
public sealed record TransferExam(
    [property: MinLength(1), MaxLength(20)] IReadOnlyList<ExamComponent> Components,
    [property: Range(0.0, 10.0), Decimals(2)] decimal BonusMax,
    [property: Range(0.0, 110.0), Decimals(2)] decimal PassMark,
    [property: Range(0, 1)] int Resits,
    [property: OneOf(TransferExam.Fails, TransferExam.DoesNotCount)] string Absence,
    [property: Range(0, 10_000)] int GateCredits,
    [property: Range(1, 365)] int AppealDays,
    [property: Code] string ExaminedBy,
    [property: MaxLength(20), Code(20)] IReadOnlyList<string> TieBreak,
    [property: MinLength(1), MaxLength(50)] IReadOnlyList<ExamPlaces> Places) : IValidatableObject
{
    internal const string Fails = "fails";
    internal const string DoesNotCount = "does-not-count";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var codes = Components.Select(component => component.Code).ToList();
        if (codes.Distinct().Count() < codes.Count) yield return new ValidationResult("Each component has a code of its own.", [nameof(Components)]);
        if (TieBreak.Distinct().Count() < TieBreak.Count || TieBreak.Except(codes).Any()) yield return new ValidationResult("Each is the code of a component, once.", [nameof(TieBreak)]);
        if (Places.DistinctBy(place => place.ArticulationId).Count() < Places.Count) yield return new ValidationResult("Each articulation is named once.", [nameof(Places)]);
    }

    /// <summary>Whether the rules take it, as a plan between these two.</summary>
    internal async Task<Refusal?> RefuseAsync(IReader reader, string from, string to)
    {
        if (ExaminedBy != from && ExaminedBy != to) return Problems.ExaminerNotOfTheTwo(ExaminedBy, from, to);
        var weights = ComponentWeights.Judge([.. Components.Select(component => (component.Code, component.ScaledWeight))]);
        if (!weights.Passes) return Problems.WeightsNotOne(weights);

        var ids = Places.Select(place => place.ArticulationId).ToList();
        var known = await reader.QueryAsync<Guid>("SELECT id FROM enrollment.articulation WHERE id IN @ids AND from_institution = @from AND to_institution = @to", new { ids, from, to });
        return known.Count == ids.Count ? null : Problems.ArticulationsNotOfTheTwo(ids.Except(known), [.. Places.Where(place => known.Contains(place.ArticulationId))], from, to);
    }

    /// <summary>The canonical text of a plan between these two, which both approve (D7).</summary>
    internal string ToText(string from, string to, int cohort) => CanonicalJson.Write(new JsonObject
    {
        ["absence"] = Absence,
        ["appealDays"] = (decimal)AppealDays,
        ["bonusMax"] = BonusMax,
        ["cohort"] = (decimal)cohort,
        ["components"] = new JsonArray([.. Components.Select(component => new JsonObject { ["code"] = component.Code, ["name"] = component.Name, ["weight"] = component.Weight })]),
        ["examinedBy"] = ExaminedBy,
        ["fromInstitution"] = from,
        ["gateCredits"] = (decimal)GateCredits,
        ["passMark"] = PassMark,
        ["places"] = new JsonArray([.. Places.OrderBy(place => place.ArticulationId).Select(place => new JsonObject { ["articulationId"] = place.ArticulationId.ToString(), ["places"] = (decimal)place.Places })]),
        ["resits"] = (decimal)Resits,
        ["rounding"] = ExamTotal.Rounding,
        ["tieBreak"] = new JsonArray([.. TieBreak.Select(code => (JsonNode)code)]),
        ["toInstitution"] = to,
    });

    /// <summary>Keeps the lists in place of those of before.</summary>
    internal async Task KeepListsAsync(UnitOfWork work, Guid id)
    {
        await work.ExecuteAsync("DELETE FROM enrollment.transfer_component WHERE plan_id = @id", new { id });
        await work.ExecuteAsync("DELETE FROM enrollment.transfer_place WHERE plan_id = @id", new { id });
        foreach (var (position, component) in Components.Index())
        {
            var tieRank = TieBreak.Index().Where(tie => tie.Item == component.Code).Select(tie => (int?)tie.Index).SingleOrDefault();
            await work.ExecuteAsync(
                "INSERT INTO enrollment.transfer_component (plan_id, code, position, name, weight, tie_rank) VALUES (@id, @Code, @position, @Name, @ScaledWeight, @tieRank)",
                new { id, component.Code, position, component.Name, component.ScaledWeight, tieRank });
        }
        foreach (var place in Places)
        {
            await work.ExecuteAsync("INSERT INTO enrollment.transfer_place (plan_id, articulation_id, places, taken) VALUES (@id, @ArticulationId, @Places, 0)", new { id, place.ArticulationId, place.Places });
        }
    }
}

/// <param name="Code">Its code in the plan: letters, digits and hyphens.</param>
/// <param name="Name">What is marked.</param>
/// <param name="Weight">Its part of the total, above 0 and up to 1, at most four decimals.</param>
// A struct, since the reader refuses null for it, and lets null pass for an element of a list of classes.
[method: JsonConstructor]
public readonly record struct ExamComponent(
    [property: Code(20, Pattern = "^[0-9A-Za-z][0-9A-Za-z-]{0,19}$")] string Code,
    [property: Name(100)] string Name,
    [property: Range(0.0, 1.0, MinimumIsExclusive = true), Decimals(4)] decimal Weight)
{
    internal int ScaledWeight => (int)(Weight * ComponentWeights.Whole);
}

/// <param name="ArticulationId">An articulation of the two institutions; it need not take new cohorts any more.</param>
/// <param name="Places">How many of the cohort may transfer on it, 1 to 10000.</param>
[method: JsonConstructor]
public readonly record struct ExamPlaces(Guid ArticulationId, [property: Range(1, 10_000)] int Places);
