using IndustryPartnership.Cooperation.Bases;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.TeacherPractices;

/// <summary>Everyone who sees a base sees how many of its seats are taken.</summary>
public static class ReadBaseSeats
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/bases/{id:guid}/seats", HandleAsync)
        .WithName("GetBaseSeats").WithSummary("Read how many seats a base has in a period");

    private static async Task<Results<Ok<BaseSeats>, Refusal>> HandleAsync(
        Guid id, Db db, Act act, CancellationToken ct, DateOnly? from = null, DateOnly? until = null)
    {
        if (await BaseRow.FindAsync(db, id, act, ct) is not { } found) return CommonProblems.NotFound();
        var first = from ?? act.Today;
        var days = new Period(first, until ?? first);
        if (days.Days == 0)
        {
            throw new BadRequestException("If the parameter from is left out, the parameter until must not be before today.");
        }
        var (active, taken) = (await BaseRow.ActiveAsync(db, id, ct), await TeacherPracticeRow.TakenAsync(db, id, ct));
        var reserved = PracticeSeats.Peak(days, taken);
        var isUsable = PracticeSeats.Judge(days, int.MaxValue, active, taken).Reason is null;
        var free = isUsable ? Math.Max(0, found.Capacity - reserved) : 0;
        return TypedResults.Ok(new BaseSeats(days.From, days.Until, found.Capacity, reserved, free));
    }
}

/// <param name="From">The first day in question.</param>
/// <param name="Until">The last day.</param>
/// <param name="Capacity">How many people the base takes at a time.</param>
/// <param name="Reserved">The most seats taken on one of these days.</param>
/// <param name="Free">How many more can be taken on all of these days; 0 unless the base may be used on each of them.</param>
public sealed record BaseSeats(DateOnly From, DateOnly Until, int Capacity, int Reserved, int Free);
