using Contracts.IndustryPartnership;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Figures;

/// <summary>
/// D41: of an institution's teachers in scope, how many held a certificate in force on a day. It has totals only, so everybody with a
/// token may ask.
/// </summary>
public static class DualQualifiedRatio
{
    /// <param name="Name">Always <c>dual-qualified-ratio</c>.</param>
    /// <param name="Institution">The code of the institution.</param>
    /// <param name="Numerator">Teachers in scope, employed on the day, with a certificate in force on it.</param>
    /// <param name="Denominator">Teachers in scope (D14) employed on the day.</param>
    /// <param name="AsOf">The day.</param>
    /// <param name="KnownAt">The moment whose knowledge the figure has, if one was asked for.</param>
    /// <param name="KnownOn">The day whose knowledge the figure has, if one was asked for.</param>
    /// <param name="Value">Per cent with two decimals, rounded half up, such as <c>92.75</c>; null where the denominator is 0.</param>
    public sealed record Figure(
        string Name, string Institution, int Numerator, int Denominator, DateOnly AsOf, DateTimeOffset? KnownAt, DateOnly? KnownOn,
        string? Value);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/figures/dual-qualified-ratio", HandleAsync)
        .WithName(nameof(DualQualifiedRatio)).WithSummary("The share of teachers in scope who are dual-qualified, as of a day");

    private static async Task<Results<Ok<Figure>, Refusal>> HandleAsync(
        [Code] string institution, Db db, Act act, CancellationToken ct,
        DateOnly? asOf = null, DateTimeOffset? knownAt = null, DateOnly? knownOn = null)
    {
        if (asOf > act.Today) return Problems.AsOfInFuture(asOf.Value, act.Today);
        if (knownAt is not null && knownOn is not null) return Problems.KnownTwice(knownAt.Value, knownOn.Value);
        if (knownOn > act.Today) return Problems.KnownOnInFuture(knownOn.Value, act.Today);
        if (knownAt > act.Now) return Problems.KnownAtInFuture(knownAt.Value, act.Now);
        var kind = await db.FindAsync<string>("SELECT kind FROM faculty.institution WHERE code = @institution", new { institution }, ct);
        if (kind is null) return CommonProblems.NotFound();
        if (!OrganisationKind.IsInstitution(kind)) return Problems.NotAnInstitution(institution, kind);

        var day = asOf ?? act.Today;
        var count = await CertifiedCount.ReadAsync(db, institution, day, knownAt, knownOn, ct);
        var value = Percent.Of(count.Numerator, count.Denominator);
        return TypedResults.Ok(
            new Figure("dual-qualified-ratio", institution, count.Numerator, count.Denominator, day, knownAt, knownOn, value));
    }
}
