using System.ComponentModel.DataAnnotations;
using Contracts;
using FacultyCertification.Features.Teachers;
using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Figures;

/// <summary>
/// Tells the teacher office when the institution's ratio falls below a target if nobody renews, and whose renewals prevent it. It rests on
/// what is known today (D41).
/// </summary>
public static class ForecastRatio
{
    // A renewal is as long as the default validity of a method, so that it lasts until the horizon.
    private const int MostYears = 5;

    /// <summary>The forecast.</summary>
    public sealed record Forecast
    {
        /// <summary>The code of the institution.</summary>
        public required string Institution { get; init; }

        /// <summary>The code of the unit, if one was asked for.</summary>
        public required string? Unit { get; init; }

        /// <summary>The target in hundredths of a per cent.</summary>
        public required int Target { get; init; }

        /// <summary>Today.</summary>
        public required DateOnly From { get; init; }

        /// <summary>The horizon: the last day that was looked at.</summary>
        public required DateOnly Until { get; init; }

        /// <summary>The first day below the target if nobody renews; null if there is none until the horizon.</summary>
        public required DateOnly? FirstDayBelow { get; init; }

        /// <summary>Certified teachers on that day, or today if there is none.</summary>
        public required int Numerator { get; init; }

        /// <summary>Teachers in scope on that day, or today if there is none.</summary>
        public required int Denominator { get; init; }

        /// <summary>Per cent of the two, with two decimals; null where the denominator is 0.</summary>
        public required string? Value { get; init; }

        /// <summary>The fewest renewals with which the ratio stays at the target until the horizon; null if none suffice.</summary>
        public required IReadOnlyList<Renewal>? Renewals { get; init; }

        /// <summary>The first day below the target even if all renew; null if there is none.</summary>
        public required DateOnly? FirstDayBelowWithAll { get; init; }
    }

    /// <param name="TeacherId">A teacher who should renew.</param>
    /// <param name="LastDay">The last day of the certificate that is to be renewed.</param>
    public sealed record Renewal(Guid TeacherId, DateOnly LastDay);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/figures/dual-qualified-ratio/forecast", HandleAsync)
        .WithName(nameof(ForecastRatio)).WithSummary("Forecast when your institution's ratio falls below a target")
        .Allow(Roles.TeacherOffice);

    private static async Task<Results<Ok<Forecast>, Refusal>> HandleAsync(
        [Range(1, 10_000)] int target, Db db, Act act, CancellationToken ct, DateOnly? until = null, [Code] string? unit = null)
    {
        var horizon = until ?? act.Today.AddYears(1);
        var last = act.Today.AddYears(MostYears);
        if (horizon < act.Today || horizon > last) return Problems.HorizonOutOfRange(horizon, act.Today, last);

        if (await UnitOfInstitution.WhyNeverKnownAsync(db, act.Caller.Org, unit, ct) is { } unknown) return unknown;
        var days = new Period(act.Today, horizon);
        var cliff = new RatioCliff(await CountedTeachers.ReadAsync(db, act.Caller.Org, unit, days, ct), target, days);
        var below = cliff.FirstDayBelow([]);
        var (numerator, denominator) = cliff.CountOn(below ?? act.Today);
        return TypedResults.Ok(new Forecast
        {
            Institution = act.Caller.Org,
            Unit = unit,
            Target = target,
            From = act.Today,
            Until = horizon,
            FirstDayBelow = below,
            Numerator = numerator,
            Denominator = denominator,
            Value = Percent.Of(numerator, denominator),
            Renewals = cliff.FewestRenewals()?.Select(teacher => new Renewal(teacher.Id, teacher.LastDay!.Value)).ToList(),
            FirstDayBelowWithAll = cliff.FirstDayBelow([.. cliff.Teachers.Select(teacher => teacher.Id)]),
        });
    }
}
