using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership;

/// <summary>Everything that this service refuses, with stable types; the list is served at <c>/problems/industry-partnership</c>.</summary>
internal static class Problems
{
    public static readonly ProblemCatalogue Catalogue = new(IndustryPartnershipService.Name);

    private static readonly ProblemType NotYoursToRegisterType = Catalogue.Define("not-yours-to-register", 403, "Somebody else registers organisations of this kind.");
    private static readonly ProblemType CodeTakenType = Catalogue.Define("code-taken", 409, "An organisation has this code, or had it.");

    public static ProblemHttpResult NotYoursToRegister(string kind, string code) => NotYoursToRegisterType.Refuse(
        kind == "enterprise" ? $"An enterprise registers itself, with a token whose org is {code}." : $"A {kind} is registered by an authority, or by ops on its behalf.", facts: new { kind, code });

    public static ProblemHttpResult CodeTaken(string code) => CodeTakenType.Refuse("Codes are never reused: take another one.", facts: new { code });
}
