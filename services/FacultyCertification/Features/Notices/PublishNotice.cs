using System.ComponentModel.DataAnnotations;
using Contracts;
using FacultyCertification.Features.Applications;
using FacultyCertification.Features.Decisions;
using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Notices;

/// <summary>The teacher office publishes grants of its institution's panel, all of them or none, for as long as the longest of their methods wants (D16, D19).</summary>
public static class PublishNotice
{
    /// <param name="ApplicationIds">Applications under review whose last decision is a grant, 1 to 500.</param>
    /// <param name="PublishedOn">The first day of the notice; today where none is given.</param>
    public sealed record Request(
        [property: MinLength(1), MaxLength(500)] IReadOnlyList<Guid> ApplicationIds,
        [property: Day] DateOnly? PublishedOn = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/public-notices", HandleAsync)
        .WithName(nameof(PublishNotice)).WithSummary("Publish a panel's grants").Allow(Roles.TeacherOffice);

    private static async Task<Results<Created<PublicNotice>, Refusal>> HandleAsync(Request request, UnitOfWork work, Caller caller, Today today, TimeProvider clock)
    {
        var ids = request.ApplicationIds.Distinct().ToList();
        var rows = await ApplicationRow.TakeAsync(work, ids, caller.Org);
        var ready = rows.Where(row => row is { State: State.UnderReview, Outcome: Outcome.Granted }).ToList();
        if (ready.Count < ids.Count) return Problems.ApplicationsNotReady(ids, rows, ready, "under-review and granted");
        var day = request.PublishedOn ?? today.Value;
        if (new StepDay("publishedOn", ready.Max(row => row.DecidedOn!.Value), today.Value).JudgeOrder(day) is { Passes: false } order) return Problems.DayOutOfRange(order);

        // The first day counts: a notice of five days from the 1st has its last on the 5th.
        var notice = new NoticeRow { Id = Guid.CreateVersion7(), Institution = caller.Org, PublishedOn = day, LastDay = day.AddDays(ready.Max(row => row.PublicNoticeDays) - 1), Version = 1 };
        await work.ExecuteAsync(
            "INSERT INTO faculty.public_notice (id, institution, published_on, last_day, version, created_at) VALUES (@Id, @Institution, @PublishedOn, @LastDay, @Version, @now)",
            new { notice.Id, notice.Institution, notice.PublishedOn, notice.LastDay, notice.Version, now = clock.GetUtcNow() });
        await work.ExecuteAsync("UPDATE faculty.application SET state = 'public-notice', notice_id = @Id WHERE id IN @ids", new { notice.Id, ids });
        foreach (var row in ready) await work.AuditAsync("application", row.Id, row.Version, "published", caller);
        await work.AuditAsync("public-notice", notice.Id, notice.Version, "published", caller);
        return await work.CommitAsync(TypedResults.Created($"/faculty-certification/v1/public-notices/{notice.Id}", notice.Show(await NoticeRow.ApplicationsAsync(work, [notice.Id]))));
    }
}
