using System.ComponentModel.DataAnnotations;
using Kernel;

namespace IndustryPartnership.Internships.Law;

/// <summary>
/// D33 (2021, Art. 18, R): in principle a learner who works relatively independently has at least 80 % of the wage of the same post or of the lowest grade, either suffices;
/// less is a warning that needs a reason. In the rules of 2016 it was 80 % of the wage during probation. Paid in money, directly, at least monthly: otherwise refused.
/// </summary>
public static class PayFloor
{
    public const string SamePost = "samePost";
    public const string LowestGrade = "lowestGrade";
    public const string Probation = "probation";

    /// <param name="Percent">The share of a wage.</param>
    /// <param name="Of">The wages of which one suffices: <c>samePost</c>, <c>lowestGrade</c>, <c>probation</c>.</param>
    public sealed record Limits([property: Range(0, 100)] int Percent, [property: MinLength(1)] IReadOnlyList<string> Of) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
            Of.Except([SamePost, LowestGrade, Probation]).Select(wage => new ValidationResult($"{wage} is no wage that a slot states.", [nameof(Of)]));
    }

    /// <returns>Refused, or with a reason warned, with the least pay that passes without one.</returns>
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

    // In whole fen, and never a part of one less than the share. A percent of so many yuan are as many fen.
    private static decimal? FloorOf(Pay pay, string wage, int percent) =>
        (wage switch { SamePost => pay.SamePost, LowestGrade => pay.LowestGrade, _ => pay.Probation }) is { } known ? Math.Ceiling(known * percent) / 100 : null;
}
