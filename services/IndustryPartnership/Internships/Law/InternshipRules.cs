using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Kernel;

namespace IndustryPartnership.Internships.Law;

/// <summary>A rule on internships that a pack can name.</summary>
/// <param name="Name">The name by which packs know it.</param>
/// <param name="Rule">Its number.</param>
/// <param name="LooksAt">The members of a slot that it looks at.</param>
/// <param name="Bind">Reads its parameters, and gives the function that judges by them.</param>
public sealed record InternshipRule(string Name, string Rule, IReadOnlyList<string> LooksAt, Func<JsonElement, BoundRule> Bind);

/// <summary>A rule with the parameters of a pack.</summary>
/// <param name="Limits">The parameters, as the rule reads them.</param>
/// <param name="Judge">The function that judges a slot by them; null if the rule judges none.</param>
public sealed record BoundRule(object Limits, Func<SlotFacts, Verdict>? Judge);

/// <summary>All rules (D26–D36). Their numbers and words are a pack's data.</summary>
public static class InternshipRules
{
    public static IReadOnlyDictionary<string, InternshipRule> ByName { get; } = new[]
    {
        Of<InternshipKind.Limits>("internship-kind", "D26", InternshipKind.Judge, "terms.kind"),
        Of<ProtectedYouth.Limits>(
            ProtectedYouth.Name, "D27", ProtectedYouth.Judge, "terms.minimumAge", "terms.viaIntermediary", "terms.workConditions"),
        Of<HardWork.Limits>(
            HardWork.Name, "D28", HardWork.Judge, "terms.hoursPerDay", "terms.hoursPerWeek", "terms.nightShift", "terms.restDays",
            "terms.overtime", "terms.workConditions", "terms.filings"),
        Of<InternHeadcount.Limits>(InternHeadcount.Name, "D29", InternHeadcount.Judge, "postKind", "capacity", "startsOn", "endsOn"),
        Of<UsualLength.Limits>("usual-length", "D30", UsualLength.Judge, "startsOn", "endsOn", "terms.lengthReason"),
        Of<PayFloor.Limits>("pay-floor", "D33", PayFloor.Judge, "terms.pay"),
        Of<NoBurdens.Limits>(NoBurdens.Name, "D34", NoBurdens.Judge, "terms.attestation"),
        Of<LiabilityInsurance.Limits>(LiabilityInsurance.Name, "D35", LiabilityInsurance.Judge, "terms.insurance", "startsOn", "endsOn"),
        Of<MajorMatch.Limits>(MajorMatch.Name, "D36", MajorMatch.Judge, "terms.majors"),
        Of<TripartiteAgreement.Limits>(TripartiteAgreement.Name, "D31", TripartiteAgreement.Judge, "terms.place"),
        Of<InformedConsent.Limits>(InformedConsent.Name, "D32", null),
    }.ToDictionary(rule => rule.Name, StringComparer.Ordinal);

    /// <exception cref="FormatException">The parameters do not fit the rule.</exception>
    private static TLimits Read<TLimits>(JsonElement parameters) where TLimits : class
    {
        try
        {
            var limits = parameters.Deserialize<TLimits>(ShippedFiles.Strict) ?? throw new FormatException("There are no parameters.");
            var wrong = new List<ValidationResult>();
            return Validator.TryValidateObject(limits, new ValidationContext(limits), wrong, validateAllProperties: true)
                ? limits
                : throw new FormatException(string.Join(' ', wrong.Select(one => one.ErrorMessage)));
        }
        catch (JsonException error)
        {
            throw new FormatException(error.Message, error);
        }
    }

    private static InternshipRule Of<TLimits>(
        string name, string rule, Func<SlotFacts, TLimits, Verdict>? judge, params string[] looksAt)
        where TLimits : class => new(name, rule, looksAt, parameters =>
    {
        var limits = Read<TLimits>(parameters);
        return new BoundRule(limits, judge is null ? null : slot => judge(slot, limits));
    });
}
