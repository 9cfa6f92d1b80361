using Kernel;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Figures;

/// <summary>
/// D41: of the teachers in scope of an institution, or of one of its units, how many held a certificate in force on a day. It has totals
/// only, so everybody with a token may ask.
/// </summary>
public static class DualQualifiedRatio
{
    /// <summary>A ratio with its numbers.</summary>
    public sealed record Figure
    {
        /// <summary>Always <c>dual-qualified-ratio</c>.</summary>
        public required string Name { get; init; }

        /// <summary>The code of the institution.</summary>
        public required string Institution { get; init; }

        /// <summary>The code of the unit, if one was asked for.</summary>
        public required string? Unit { get; init; }

        /// <summary>Teachers in scope, employed on the day, with a certificate in force on it.</summary>
        public required int Numerator { get; init; }

        /// <summary>Teachers in scope (D14) employed on the day.</summary>
        public required int Denominator { get; init; }

        /// <summary>The day.</summary>
        public required DateOnly AsOf { get; init; }

        /// <summary>It uses the records known at this moment; null if none was asked for.</summary>
        public required DateTimeOffset? KnownAt { get; init; }

        /// <summary>It uses the records known on this day; null if none was asked for.</summary>
        public required DateOnly? KnownOn { get; init; }

        /// <summary>Per cent with two decimals, rounded half up, such as <c>92.75</c>; null where the denominator is 0.</summary>
        public required string? Value { get; init; }

        internal static Figure Of(RatioGroup group, int numerator, int denominator) => new()
        {
            Name = "dual-qualified-ratio",
            Institution = group.Institution,
            Unit = group.Unit,
            Numerator = numerator,
            Denominator = denominator,
            AsOf = group.Day,
            KnownAt = group.KnownAt,
            KnownOn = group.KnownOn,
            Value = Percent.Of(numerator, denominator),
        };
    }

    public static void Map(RouteGroupBuilder api) => api.MapGet("/figures/dual-qualified-ratio", HandleAsync)
        .WithName(nameof(DualQualifiedRatio)).WithSummary("The share of teachers in scope who are dual-qualified, as of a day");

    private static async Task<Results<Ok<Figure>, Refusal>> HandleAsync(
        [Code] string institution, Db db, Act act, CancellationToken ct,
        DateOnly? asOf = null, DateTimeOffset? knownAt = null, DateOnly? knownOn = null, [Code] string? unit = null)
    {
        var group = new RatioGroup(institution, unit, asOf ?? act.Today, knownAt, knownOn);
        if (await group.WhyNotAsync(db, act.Today, act.Now, ct) is { } refused) return refused;

        var count = await group.CountAsync(db, ct);
        return TypedResults.Ok(Figure.Of(group, count.Numerator, count.Denominator));
    }
}
