using System.ComponentModel.DataAnnotations;
using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Internships.Links;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Kernel.Personal;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

using GradeOf = Contracts.IndustryPartnership.Grade;

namespace IndustryPartnership.Internships.Placements;

/// <summary>
/// A mentor assesses a finished placement by a link that the institution or the enterprise makes and hands over (D37, D40). The holder
/// assesses once.
/// </summary>
public static class AssessmentLink
{
    private const int LongestHours = 90 * 24;
    private const int UsualHours = 14 * 24;

    /// <param name="ValidHours">For how many hours by the clock the link works; two weeks if left out.</param>
    public sealed record Request([property: Range(1, LongestHours)] int? ValidHours = null);

    /// <param name="Url">
    /// The link for the mentor, at the platform's address. It is shown once; null if the request is repeated with its key.
    /// </param>
    /// <param name="ExpiresAt">When the link stops working, UTC.</param>
    public sealed record Made(string? Url, DateTimeOffset ExpiresAt);

    /// <param name="PlacementId">The placement.</param>
    /// <param name="LearnerId">The learner, as enrollment names them; no name.</param>
    /// <param name="Institution">The learner's institution.</param>
    /// <param name="Enterprise">The enterprise.</param>
    /// <param name="SlotTitle">The title of the slot.</param>
    /// <param name="StartsOn">The first day.</param>
    /// <param name="EndsOn">The last day.</param>
    /// <param name="ExpiresAt">When the link stops working, UTC.</param>
    public sealed record Opened(
        Guid PlacementId, Guid LearnerId, string Institution, string Enterprise, string SlotTitle, DateOnly StartsOn, DateOnly EndsOn,
        DateTimeOffset ExpiresAt);

    /// <param name="Grade">The mentor's grade (D40). It gives no credit.</param>
    /// <param name="Text">What the mentor says about the learner's work.</param>
    public sealed record AssessmentRequest(
        [property: OneOf(GradeOf.Excellent, GradeOf.Good, GradeOf.Pass, GradeOf.Fail)] string Grade, [property: Text(4000)] string Text);

    /// <param name="Grade">The grade that was given.</param>
    /// <param name="AssessedOn">The day of the assessment.</param>
    public sealed record Assessed([property: OneOf(typeof(Grade))] string Grade, DateOnly AssessedOn);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/placements/{id:guid}/assessment-link", MakeAsync)
            .WithName("MakeAssessmentLink")
            .WithSummary("Make a one-time link for the mentor's assessment of a placement")
            .Allow(Roles.Coordinator, Roles.InternshipManager);
        api.MapGet("/mentor-assessments/{token}", ReadAsync)
            .WithName("GetMentorAssessment")
            .WithSummary("Read which placement a mentor is asked to assess")
            .AllowAnonymous();
        api.MapPost("/mentor-assessments/{token}", AssessAsync)
            .WithName("GiveMentorAssessment")
            .WithSummary("Assess a placement as its mentor, by the link")
            .AllowAnonymous();
    }

    private static async Task<Results<Ok<Made>, Refusal>> MakeAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await PlacementRow.HoldAsync(work, id, act.Viewer()) is not { } placement) return CommonProblems.NotFound();
        if (!placement.IsOver) return Problems.NothingToAssess(placement);
        var expiresAt = act.Now.AddHours(request.ValidHours ?? UsualHours);
        var token = await OneTimeLinks.MakeAsync(work, OneTimeLinks.MentorAssessment, id, expiresAt, act.Caller, act.Now);
        await PlacementRow.RecordAsync(work, events, placement.Next(placement.State), "mentor's link made", fact: null, act);
        var made = new Made($"/industry-partnership/v1/mentor-assessments/{token}", expiresAt);
        return await work.CommitAsync(TypedResults.Ok(made), kept: made with { Url = null });
    }

    private static async Task<Results<Ok<Opened>, Refusal>> ReadAsync(string token, Db db, TimeProvider clock, CancellationToken ct) =>
        await OneTimeLinks.FindAsync(db, OneTimeLinks.MentorAssessment, token, clock.GetUtcNow(), ct) is { } link
        && await AwaitedAsync(db, link.ThingId, ct) is { } row
            ? TypedResults.Ok(new Opened(
                row.Id, row.LearnerId, row.Institution, row.Enterprise, row.Title, row.StartsOn, row.EndsOn, link.ExpiresAt))
            : CommonProblems.NotFound();

    private static async Task<Results<Ok<Assessed>, Refusal>> AssessAsync(
        string token, AssessmentRequest request, UnitOfWork work, IPublishEndpoint events, Today today, TimeProvider clock)
    {
        var byLink = Act.OfPlatform("mentor by link", today, clock);
        if (await OneTimeLinks.UseAsync(work, OneTimeLinks.MentorAssessment, token, byLink.Now) is not { ThingId: var id })
        {
            return CommonProblems.NotFound();
        }
        var placement = await PlacementRow.HoldAsync(work, id);
        if (!placement.IsOver) return CommonProblems.NotFound();
        // The mentor has no token here, so the assessment is recorded for the enterprise.
        var act = byLink.For(placement.Enterprise);
        var textId = await work.KeepAsync("placement", id, "assessment", request.Text, act.Now);
        await work.ExecuteAsync(
            """
            INSERT INTO partnership.mentor_assessment (placement_id, grade, text_id, assessed_on, created_at)
            VALUES (@id, @Grade, @textId, @Today, @Now)
            """,
            new { id, request.Grade, textId, act.Today, act.Now });

        var assessed = placement.AssessedWith(request.Grade);
        var fact = new PlacementAssessedV1 { OccurredAt = act.Now, Placement = assessed.ToEvent() };
        await PlacementRow.RecordAsync(work, events, assessed, "assessed", fact, act);
        return await work.CommitAsync(TypedResults.Ok(new Assessed(request.Grade, act.Today)));
    }

    private static Task<AwaitedRow?> AwaitedAsync(IReader reader, Guid id, CancellationToken ct = default) => reader.FindAsync<AwaitedRow>(
        """
        SELECT p.id, p.learner_id, p.institution, p.enterprise, s.title, p.starts_on, p.ends_on FROM partnership.placement p
        INNER JOIN partnership.slot s ON s.id = p.slot_id
        WHERE p.id = @id AND (p.state = 'completed' OR (p.state = 'stopped' AND p.started_on IS NOT NULL))
        """,
        new { id }, ct);

    private sealed record AwaitedRow
    {
        public Guid Id { get; init; }
        public Guid LearnerId { get; init; }
        public string Institution { get; init; } = "";
        public string Enterprise { get; init; } = "";
        public string Title { get; init; } = "";
        public DateOnly StartsOn { get; init; }
        public DateOnly EndsOn { get; init; }
    }
}
