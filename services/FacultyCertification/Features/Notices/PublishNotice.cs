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

/// <summary>
/// The teacher office publishes grants of its institution's panel, all of them or none. The notice is as long as the longest that their
/// methods ask for (D16, D19).
/// </summary>
public static class PublishNotice
{
    /// <param name="ApplicationIds">Applications under review whose last decision is a grant, 1 to 500.</param>
    /// <param name="PublishedOn">
    /// The first day of the notice; today by default. An earlier day does not shorten the time for objections.
    /// </param>
    public sealed record Request(
        [property: MinLength(1), MaxLength(500)] IReadOnlyList<Guid> ApplicationIds,
        [property: Day] DateOnly? PublishedOn = null) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
            ApplicationIds.Distinct().Count() == ApplicationIds.Count
                ? []
                : [new ValidationResult("Name each application once.", [nameof(ApplicationIds)])];
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/public-notices", HandleAsync)
        .WithName(nameof(PublishNotice)).WithSummary("Publish a panel's grants").Allow(Roles.TeacherOffice);

    private static async Task<Results<Created<PublicNotice>, Refusal>> HandleAsync(Request request, UnitOfWork work, Act act)
    {
        var ids = request.ApplicationIds;
        var applications = await ApplicationRow.HoldAllAsync(work, ids, act.Viewer());
        var ready = applications.Where(one => one is { State: ApplicationState.UnderReview, Outcome: Outcome.Granted }).ToList();
        if (ready.Count < ids.Count) return Problems.ApplicationsNotReady(ids, applications, ready, "under-review and granted");
        var publishedOn = request.PublishedOn ?? act.Today;
        var step = new StepDay("publishedOn", ready.Max(one => one.DecidedOn!.Value), act.Today);
        if (step.JudgeOrder(publishedOn) is { Passes: false } order) return Problems.DayOutOfRange(order);

        var lastDay = ready.Max(one => one.NoticedUntil(publishedOn, act.Today));
        var grants = ready.Select(one => new NoticedApplication(one.Id, one.Level)).ToList();
        var notice = new PublicNotice(Guid.CreateVersion7(), act.Caller.Org, publishedOn, lastDay, grants);
        await work.ExecuteAsync(
            """
            INSERT INTO faculty.public_notice (id, institution, published_on, last_day, version, created_at)
            VALUES (@Id, @Institution, @PublishedOn, @LastDay, 1, @Now)
            """,
            new { notice.Id, notice.Institution, notice.PublishedOn, notice.LastDay, act.Now });
        await work.AuditAsync("public-notice", notice.Id, 1, "published", act);
        foreach (var application in ready) await ApplicationRow.RecordAsync(work, application.PublishedIn(notice), "published", act);
        return await work.CommitAsync(TypedResults.Created($"/faculty-certification/v1/public-notices/{notice.Id}", notice));
    }
}
