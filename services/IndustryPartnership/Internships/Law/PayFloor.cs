using System.ComponentModel.DataAnnotations;
using Kernel;

namespace IndustryPartnership.Internships.Law;

/// <summary>
/// D33 (2021, Art. 18, R): in principle, a learner who works relatively independently gets at least 80 % of a comparable wage. The wage of
/// the same post or of the lowest grade may be compared. Less pay is a warning, and needs a reason. The rules of 2016 took 80 % of the wage
/// during probation. Pay must be in money, direct and at least monthly; otherwise the rule refuses.
/// </summary>
public static class PayFloor
{
    public const string SamePost = "samePost";
    public const string LowestGrade = "lowestGrade";
    public const string Probation = "probation";

    /// <param name="Percent">The share of a wage.</param>
    /// <param name="Of">The wages to compare with, of which one suffices: <c>samePost</c>, <c>lowestGrade</c>, <c>probation</c>.</param>
    public sealed record Limits([property: Range(0, 100)] int Percent, [property: MinLength(1)] IReadOnlyList<string> Of)
        : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
            Of.Except([SamePost, LowestGrade, Probation])
                .Select(wage => new ValidationResult($"{wage} is no wage that a slot states.", [nameof(Of)]));
    }

    /// <returns>Refused, or warned if a reason is given, with the least pay that needs no reason.</returns>
    public static Verdict Judge(SlotFacts slot, Limits limits)
    {
        if (slot.Terms.Pay is not { } pay)
        {
            return Verdict.Refused(
                "D33", new { pay = (Pay?)null, limits.Percent, limits.Of },
                new
                {
                    missing = Missing(limits.Of.Prepend("monthly").Prepend(SamePost).Distinct()),
                    terms = new { pay = new { inMoney = true, paidMonthly = true } },
                });
        }
        var floor = limits.Of.Select(wage => FloorOf(pay, wage, limits.Percent)).Min();
        var facts = new
        {
            pay.Monthly,
            floor,
            pay.SamePost,
            pay.LowestGrade,
            pay.Probation,
            limits.Percent,
            limits.Of,
            pay.InMoney,
            pay.PaidMonthly,
            pay.Reason,
        };
        var change = new Dictionary<string, object?>();
        if (!pay.InMoney) change["inMoney"] = true;
        if (!pay.PaidMonthly) change["paidMonthly"] = true;
        var mayPass = change.Count == 0 && floor is not null;
        if (floor is { } least && pay.Monthly < least) change["monthly"] = least;
        else if (mayPass) return Verdict.Passed("D33", facts);
        if (floor is null) return Verdict.Refused("D33", facts, new { missing = Missing(limits.Of), terms = new { pay = change } });
        return mayPass && !string.IsNullOrWhiteSpace(pay.Reason)
            ? Verdict.Warned("D33", facts, new { terms = new { pay = change } })
            : Verdict.Refused("D33", facts, new { terms = new { pay = change } });
    }

    private static IEnumerable<string> Missing(IEnumerable<string> wages) => wages.Select(wage => $"terms.pay.{wage}");

    // Whole fen, rounded up to the share. One percent of a yuan is one fen.
    private static decimal? FloorOf(Pay pay, string wage, int percent) =>
        (wage switch { SamePost => pay.SamePost, LowestGrade => pay.LowestGrade, _ => pay.Probation }) is { } known
            ? Math.Ceiling(known * percent) / 100
            : null;
}
