using System.ComponentModel.DataAnnotations;
using Contracts;
using Contracts.IndustryPartnership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Figures;

/// <summary>
/// D41: of a cohort's learners who sat the transfer exam, how many passed. It is of one cohort, so it is for the two institutions and the
/// authority. They publish it for everybody, as a figure of learners.
/// </summary>
public static class TransferPassRate
{
    public sealed record Figure
    {
        /// <summary>Always <c>transfer-pass-rate</c>.</summary>
        public required string Name { get; init; }

        /// <summary>The code of the institution of the vocational stages.</summary>
        public required string FromInstitution { get; init; }

        /// <summary>The code of the institution of the undergraduate stage.</summary>
        public required string ToInstitution { get; init; }

        /// <summary>The year in which the cohort began.</summary>
        public required int Cohort { get; init; }

        /// <summary>Learners whose last published result is a pass.</summary>
        public required int Numerator { get; init; }

        /// <summary>Learners with a published result, each once. The plan says how absence counts (D9).</summary>
        public required int Denominator { get; init; }

        /// <summary>The day on which the results hold.</summary>
        public required DateOnly AsOf { get; init; }

        /// <summary>It uses the records known on this day; null if none was asked for.</summary>
        public required DateOnly? KnownOn { get; init; }

        /// <summary>Per cent with two decimals, rounded half up, such as <c>100.00</c>; null where the denominator is 0.</summary>
        public required string? Value { get; init; }
    }

    public static void Map(RouteGroupBuilder api) => api.MapGet("/figures/transfer-pass-rate", HandleAsync)
        .WithName(nameof(TransferPassRate))
        .WithSummary("The share of a cohort's candidates who passed the transfer exam, as of a day")
        .Allow(
            Roles.Authority, Roles.OrgAdmin, Roles.Signatory, Roles.Coordinator, Roles.Registrar, Roles.TeacherOffice, Roles.Panel);

    private static async Task<Results<Ok<Figure>, Refusal>> HandleAsync(
        [Code] string fromInstitution, [Code] string toInstitution, [Range(1900, 2100)] int cohort,
        Caller caller, Db db, Today today, CancellationToken ct, DateOnly? asOf = null, DateOnly? knownOn = null)
    {
        if (asOf > today.Value) return Problems.AsOfInFuture(asOf.Value, today.Value);
        if (knownOn > today.Value) return Problems.KnownOnInFuture(knownOn.Value, today.Value);
        foreach (var code in new[] { fromInstitution, toInstitution })
        {
            var kind = await db.FindAsync<string>("SELECT kind FROM enrollment.organisation WHERE code = @code", new { code }, ct);
            if (kind is null) return CommonProblems.NotFound();
            if (!OrganisationKind.IsInstitution(kind)) return Problems.NotAnInstitution(code, kind);
        }

        if (!FigureReaders.Concerns(caller, [fromInstitution, toInstitution])) return Problems.FigureNotConcerned(cohort, null);

        var day = asOf ?? today.Value;
        var count = await PassCount.OfCohortAsync(db, fromInstitution, toInstitution, cohort, day, knownOn, ct);
        return TypedResults.Ok(new Figure
        {
            Name = "transfer-pass-rate",
            FromInstitution = fromInstitution,
            ToInstitution = toInstitution,
            Cohort = cohort,
            Numerator = count.Numerator,
            Denominator = count.Denominator,
            AsOf = day,
            KnownOn = knownOn,
            Value = Percent.Of(count.Numerator, count.Denominator),
        });
    }
}
