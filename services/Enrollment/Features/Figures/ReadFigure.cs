using Kernel;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Figures;

/// <summary>
/// D41: progression, pass rate, further study and employment of a group of learners, as of a day and as known on a day. It has totals
/// only. Those of a class, of a cohort or of few learners are for the institutions concerned and the authority.
/// </summary>
public static class ReadFigure
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/figures/learners", HandleAsync)
        .WithName(nameof(ReadFigure)).WithSummary("A figure of an institution's, an articulation's, a cohort's or a class's learners");

    private static async Task<Results<Ok<GroupFigure>, Refusal>> HandleAsync(
        [AsParameters] FigureFilter filter, Caller caller, Db db, Today today, CancellationToken ct)
    {
        var group = filter.ToGroup(today.Value);
        if (await group.WhyNotAsync(db, today.Value, ct) is { } refused) return refused;
        var count = await group.CountAsync(db, ct);
        string[] concerned = await group.IsOfAsync(db, caller.Org, ct) ? [caller.Org] : [];
        return FigureReaders.IsForAll(group.Cohort, group.Class, count.Denominator) || FigureReaders.Concerns(caller, concerned)
            ? TypedResults.Ok(GroupFigure.Of(group, count))
            : Problems.FigureNotConcerned(group.Cohort, group.Class);
    }
}
