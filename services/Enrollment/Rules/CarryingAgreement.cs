using Contracts.IndustryPartnership;
using Enrollment.Features.Articulations;
using Kernel;

namespace Enrollment.Rules;

/// <summary>D6b: an agreement carries an articulation if it is in force, of a fitting kind, and signed by all institutions.</summary>
internal static class CarryingAgreement
{
    public static IReadOnlyList<string> Kinds { get; } = [AgreementKind.Articulation, AgreementKind.StrategicCooperation];

    public static Verdict Judge(Agreement agreement, IReadOnlyList<string> institutions, DateOnly today)
    {
        var isInForce = agreement.State == "active" && agreement.ValidFrom <= today && today <= agreement.ValidUntil;
        var isOfAll = institutions.All(agreement.Parties.Contains);
        return isInForce && isOfAll && Kinds.Contains(agreement.Kind)
            ? Verdict.Passed("D6b")
            : Verdict.Refused(
                "D6b",
                new
                {
                    agreementId = agreement.Id,
                    agreement.Kind,
                    agreement.Parties,
                    agreement.State,
                    agreement.ValidFrom,
                    agreement.ValidUntil,
                    today,
                    institutions,
                });
    }
}
