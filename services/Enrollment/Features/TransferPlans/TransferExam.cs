using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Http;

namespace Enrollment.Features.TransferPlans;

/// <summary>The terms of a cohort's transfer exam, on which the two institutions agree (D8, D9, D10).</summary>
public sealed record TransferExam : IValidatableObject
{
    /// <summary>The components that are marked, 1 to 20. Their weights sum to exactly 1.</summary>
    [MinLength(1), MaxLength(20)]
    public required IReadOnlyList<ExamComponent> Components { get; init; }

    /// <summary>The highest bonus on top of the weighted marks, 0 to 10, at most two decimals.</summary>
    [Range(0.0, 10.0), Decimals(2)]
    public required decimal BonusMax { get; init; }

    /// <summary>The lowest total of a pass, at most two decimals; not above 100 and the bonus together.</summary>
    [Range(0.0, 110.0), Decimals(2)]
    public required decimal PassMark { get; init; }

    /// <summary>How many times a learner who failed or was absent may sit again: 0 or 1.</summary>
    [Range(0, 1)]
    public required int Resits { get; init; }

    /// <summary>The meaning of absence: <c>fails</c>, or <c>does-not-count</c> in the pass rate.</summary>
    [OneOf(Fails, DoesNotCount)]
    public required string Absence { get; init; }

    /// <summary>The credit that a learner needs before registration, in tenths of a credit; 0 for none.</summary>
    [Range(0, 10_000)]
    public required int GateCredits { get; init; }

    /// <summary>
    /// How many days after the publication of a sitting, and after its recording, a result may be appealed against, 1 to 365 (D7).
    /// </summary>
    [Range(1, 365)]
    public required int AppealDays { get; init; }

    /// <summary>The institution whose registrars enter the marks: one of the two.</summary>
    [Code]
    public required string ExaminedBy { get; init; }

    /// <summary>
    /// The codes of the components whose marks settle equal totals, in their order. A draft may be without; no plan is agreed without (D7).
    /// </summary>
    [MaxLength(20), Code(20)]
    public required IReadOnlyList<string> TieBreak { get; init; }

    /// <summary>How many learners may transfer on each articulation of the two institutions. 1 to 50 articulations.</summary>
    [MinLength(1), MaxLength(50)]
    public required IReadOnlyList<ExamPlaces> Places { get; init; }

    /// <summary>When and where the sittings are held, in their order: all of them, or none where the plan sets no days.</summary>
    [MaxLength(2)]
    public IReadOnlyList<ExamSitting> Sittings { get; init; } = [];

    internal const string Fails = "fails";
    internal const string DoesNotCount = "does-not-count";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var codes = Components.Select(component => component.Code).ToList();
        if (codes.Distinct().Count() < codes.Count)
        {
            yield return new ValidationResult("Each component needs its own code.", [nameof(Components)]);
        }
        if (TieBreak.Distinct().Count() < TieBreak.Count || TieBreak.Except(codes).Any())
        {
            yield return new ValidationResult("Name components by their codes, each at most once.", [nameof(TieBreak)]);
        }
        if (Places.DistinctBy(place => place.ArticulationId).Count() < Places.Count)
        {
            yield return new ValidationResult("Name each articulation once.", [nameof(Places)]);
        }
        foreach (var wrong in Places.Select(place => place.WhyNot()).OfType<string>())
        {
            yield return new ValidationResult(wrong, [nameof(Places)]);
        }
        if (PassMark > 100 + BonusMax)
        {
            yield return new ValidationResult("Nobody could pass: it is at most 100 and the bonus together.", [nameof(PassMark)]);
        }
        if (ExamSitting.WhyNot(Sittings, Resits) is { } order) yield return new ValidationResult(order, [nameof(Sittings)]);
    }

    /// <summary>Why the rules refuse it, as a plan between these two; null where they take it.</summary>
    internal async Task<Refusal?> WhyNotAsync(IReader reader, string from, string to)
    {
        if (ExaminedBy != from && ExaminedBy != to) return Problems.ExaminerNotOfTheTwo(ExaminedBy, from, to);
        var weights = ComponentWeights.Judge([.. Components.Select(component => (component.Code, component.ScaledWeight))]);
        if (!weights.Passes) return Problems.WeightsNotOne(weights);
        foreach (var place in Places.Where(place => place.Components is not null))
        {
            var own = ComponentWeights.Judge([.. place.Components!.Select(component => (component.Code, component.ScaledWeight))]);
            if (!own.Passes) return Problems.WeightsNotOneFor(place.ArticulationId, own);
        }

        var ids = Places.Select(place => place.ArticulationId).ToList();
        var known = await reader.QueryAsync<Guid>(
            """
            SELECT id
            FROM enrollment.articulation
            WHERE id IN @ids
                AND from_institution = @from
                AND to_institution = @to
            """,
            new { ids, from, to });
        if (known.Count == ids.Count) return null;
        return Problems.ArticulationsNotOfTheTwo(
            ids.Except(known), [.. Places.Where(place => known.Contains(place.ArticulationId))], from, to);
    }

    /// <summary>The components of an articulation: its own, or else the plan's.</summary>
    internal IReadOnlyList<ExamComponent> ComponentsOf(Guid articulation) => PlaceOf(articulation).Components ?? Components;

    /// <summary>The tie-break of an articulation. One with components of its own has its own tie-break.</summary>
    internal IReadOnlyList<string> TieBreakOf(Guid articulation) =>
        PlaceOf(articulation) is { Components: not null } own ? own.TieBreak ?? [] : TieBreak;

    /// <summary>The sitting's days and venue; null where the plan sets none.</summary>
    internal ExamSitting? DaysOf(int sitting) => Sittings.Count < sitting ? null : Sittings[sitting - 1];

    private ExamPlaces PlaceOf(Guid articulation) => Places.FirstOrDefault(place => place.ArticulationId == articulation);

    /// <summary>As it is stored and shown: numbers without further decimals, places in the order of their articulations.</summary>
    internal TransferExam AsKept() => this with
    {
        Components = [.. Components.Select(component => component.AsKept())],
        BonusMax = (int)(BonusMax * 100) / 100m,
        PassMark = (int)(PassMark * 100) / 100m,
        Places = [.. Places.OrderBy(place => place.ArticulationId).Select(place => place.AsKept())],
    };

    /// <summary>The canonical text of a plan between these two, which both approve (D7).</summary>
    internal string ToText(string from, string to, int cohort)
    {
        var text = ToTerms(from, to, cohort);
        if (Sittings.Count > 0) text["sittings"] = new JsonArray([.. Sittings.Select(sitting => sitting.ToText())]);
        return CanonicalJson.Write(text);
    }

    private JsonObject ToTerms(string from, string to, int cohort) => new()
    {
        ["absence"] = Absence,
        ["appealDays"] = (decimal)AppealDays,
        ["bonusMax"] = BonusMax,
        ["cohort"] = (decimal)cohort,
        ["components"] = new JsonArray([.. Components.Select(component => component.ToText())]),
        ["examinedBy"] = ExaminedBy,
        ["fromInstitution"] = from,
        ["gateCredits"] = (decimal)GateCredits,
        ["passMark"] = PassMark,
        ["places"] = new JsonArray([.. Places.OrderBy(place => place.ArticulationId).Select(place => place.ToText())]),
        ["resits"] = (decimal)Resits,
        ["rounding"] = ExamTotal.Rounding,
        ["tieBreak"] = new JsonArray([.. TieBreak.Select(code => (JsonNode)code)]),
        ["toInstitution"] = to,
    };
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

    internal ExamComponent AsKept() => this with { Weight = ScaledWeight / (decimal)ComponentWeights.Whole };

    internal JsonNode ToText() => new JsonObject { ["code"] = Code, ["name"] = Name, ["weight"] = Weight };
}
