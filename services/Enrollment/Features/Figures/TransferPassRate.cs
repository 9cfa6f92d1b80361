using System.ComponentModel.DataAnnotations;
using Contracts.IndustryPartnership;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Figures;

/// <summary>D41: of a cohort's learners who sat the transfer exam, how many passed. Totals only, so everybody with a token may ask.</summary>
public static class TransferPassRate
{
    /// <param name="Name">Always <c>transfer-pass-rate</c>.</param>
    /// <param name="FromInstitution">The code of the institution of the vocational stages.</param>
    /// <param name="ToInstitution">The code of the institution of the undergraduate stage.</param>
    /// <param name="Cohort">The year in which the cohort began.</param>
    /// <param name="Numerator">Learners whose last published result is a pass.</param>
    /// <param name="Denominator">Learners with a published result, each once; absence counts as the plan says (D9).</param>
    /// <param name="AsOf">The day on which the results hold.</param>
    /// <param name="KnownOn">The figure as it was known on this day, where one was asked for.</param>
    /// <param name="Value">Per cent with two decimals, rounded half up, such as <c>100.00</c>; null where the denominator is 0.</param>
    public sealed record Figure(string Name, string FromInstitution, string ToInstitution, int Cohort, int Numerator, int Denominator, DateOnly AsOf, DateOnly? KnownOn, string? Value);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/figures/transfer-pass-rate", HandleAsync)
        .WithName(nameof(TransferPassRate)).WithSummary("The share of a cohort's candidates who passed the transfer exam, as of a day");

    private static async Task<Results<Ok<Figure>, Refusal>> HandleAsync(
        [Code] string fromInstitution, [Code] string toInstitution, [Range(1900, 2100)] int cohort,
        Db db, Today today, CancellationToken ct, DateOnly? asOf = null, DateOnly? knownOn = null)
    {
        if (asOf > today.Value) return Problems.AsOfInFuture(asOf.Value, today.Value);
        if (knownOn > today.Value) return Problems.KnownOnInFuture(knownOn.Value, today.Value);
        foreach (var code in new[] { fromInstitution, toInstitution })
        {
            var kind = await db.FindAsync<string>("SELECT kind FROM enrollment.organisation WHERE code = @code", new { code }, ct);
            if (kind is null) return CommonProblems.NotFound();
            if (!OrganisationKind.IsInstitution(kind)) return Problems.NotAnInstitution(code, kind);
        }

        var day = asOf ?? today.Value;
        var plan = await db.FindAsync<Guid?>(
            "SELECT id FROM enrollment.transfer_plan WHERE from_institution = @fromInstitution AND to_institution = @toInstitution AND cohort = @cohort", new { fromInstitution, toInstitution, cohort }, ct);
        var count = plan is { } id ? await CountAsync(db, id, day, knownOn ?? DateOnly.MaxValue, ct) : new Count();
        var value = Percent.Of(count.Numerator, count.Denominator);
        return TypedResults.Ok(new Figure("transfer-pass-rate", fromInstitution, toInstitution, cohort, count.Numerator, count.Denominator, day, knownOn, value));
    }

    /// <summary>Each learner once, with the last result that held on the day and was recorded by then; absence that does not count is no result.</summary>
    internal static Task<Count> CountAsync(IReader reader, Guid plan, DateOnly asOf, DateOnly knownOn, CancellationToken ct = default) => reader.SingleAsync<Count>(
        """
        SELECT COUNT(*) AS denominator, COALESCE(SUM(CASE WHEN r.outcome = 'passed' THEN 1 ELSE 0 END), 0) AS numerator
        FROM enrollment.transfer_result r
        WHERE r.seq IN (
            SELECT MAX(f.seq) FROM enrollment.transfer_result f
            WHERE f.plan_id = @plan AND f.outcome <> 'absent' AND f.effective_on <= @asOf AND f.recorded_on <= @knownOn
            GROUP BY f.learner_id)
        """,
        new { plan, asOf, knownOn }, ct);

    internal sealed record Count
    {
        public int Denominator { get; init; }
        public int Numerator { get; init; }
    }
}
