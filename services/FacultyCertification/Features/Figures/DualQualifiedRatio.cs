using Contracts.IndustryPartnership;
using FacultyCertification.Rules;
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
        var count = await db.SingleAsync<Count>(
            """
            SELECT COUNT(*) AS denominator, COUNT(certified.teacher_id) AS numerator
            FROM faculty.teacher AS teacher
            INNER JOIN faculty.employment_fact AS joined ON joined.teacher_id = teacher.id AND joined.fact = 'joined'
            LEFT JOIN (
                SELECT DISTINCT certificate.teacher_id
                FROM faculty.certificate AS certificate
                INNER JOIN faculty.certificate_fact AS granted ON granted.certificate_id = certificate.id AND granted.fact = 'granted'
                WHERE certificate.institution = @institution
                    AND granted.effective_on <= @day
                    AND certificate.valid_until >= @day
                    AND (@knownAt IS NULL OR granted.recorded_at <= @knownAt)
                    AND (@knownOn IS NULL OR granted.recorded_on <= @knownOn)
                    AND NOT EXISTS (
                        SELECT 1
                        FROM faculty.certificate_fact AS revoked
                        WHERE revoked.certificate_id = certificate.id
                            AND revoked.fact = 'revoked'
                            AND revoked.effective_on <= @day
                            AND (@knownAt IS NULL OR revoked.recorded_at <= @knownAt)
                            AND (@knownOn IS NULL OR revoked.recorded_on <= @knownOn))
            ) AS certified ON certified.teacher_id = teacher.id
            WHERE teacher.institution = @institution
                AND teacher.category IN @Categories
                AND joined.effective_on <= @day
                AND (@knownAt IS NULL OR joined.recorded_at <= @knownAt)
                AND (@knownOn IS NULL OR joined.recorded_on <= @knownOn)
                AND NOT EXISTS (
                    SELECT 1
                    FROM faculty.employment_fact AS departed
                    WHERE departed.teacher_id = teacher.id
                        AND departed.fact = 'left'
                        AND departed.effective_on <= @day
                        AND (@knownAt IS NULL OR departed.recorded_at <= @knownAt)
                        AND (@knownOn IS NULL OR departed.recorded_on <= @knownOn))
            """,
            new { institution, day, knownAt, knownOn, Scope.Categories }, ct);
        var value = Percent.Of(count.Numerator, count.Denominator);
        return TypedResults.Ok(
            new Figure("dual-qualified-ratio", institution, count.Numerator, count.Denominator, day, knownAt, knownOn, value));
    }

    private sealed record Count
    {
        public int Denominator { get; init; }
        public int Numerator { get; init; }
    }
}
