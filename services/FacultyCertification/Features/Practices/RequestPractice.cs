using System.ComponentModel.DataAnnotations;
using Contracts.FacultyCertification;
using FacultyCertification.Features.Teachers;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

using ValidationResult = System.ComponentModel.DataAnnotations.ValidationResult;

namespace FacultyCertification.Features.Practices;

/// <summary>
/// A teacher, or the teacher office on their behalf, asks for a seat at a base. Industry partnership answers whether one is free (D25).
/// </summary>
public static class RequestPractice
{
    /// <param name="BaseId">The base, as industry partnership names it.</param>
    /// <param name="From">The first day; in a late record, a day in the past.</param>
    /// <param name="Until">The last day, at most a year after the first.</param>
    public sealed record Request(
        Guid BaseId,
        [property: Day] DateOnly From,
        [property: Day] DateOnly Until) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Until < From || Until > From.AddYears(1))
            {
                yield return new ValidationResult(
                    "The last day must be on or after the first day, and at most a year after it.", [nameof(Until)]);
            }
        }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/teachers/{id:guid}/practice-bookings", HandleAsync)
        .WithName(nameof(RequestPractice)).WithSummary("Ask for a teacher's seat at a base");

    private static async Task<Results<Created<PracticeBooking>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await TeacherRow.HoldAsync(work, id, act.Viewer()) is not { } teacher) return CommonProblems.NotFound();
        if (!teacher.IsRepresentedBy(act.Caller)) return Problems.NotYourPractice();
        if (await EmployingInstitution.WhyClosedAsync(work, teacher.Institution) is { } closed) return closed;
        if (teacher.Employment.JudgeFirst(request.From, request.Until) is { Passes: false } employed) return Problems.NotEmployed(employed);
        if (teacher.Employment.JudgeLast(request.From, request.Until) is { Passes: false } late) return Problems.BeyondEmployment(late);
        var known = await work.FindAsync<Guid?>("SELECT id FROM faculty.base WHERE id = @BaseId", new { request.BaseId });
        if (known is null) return CommonProblems.NotYetKnown("base", request.BaseId);
        if (await StandingAsync(work, teacher.Id, request) is { } standing)
        {
            return Problems.PracticeOverlaps(standing, teacher.Institution, request.Until.DayNumber - request.From.DayNumber + 1);
        }

        var requested = PracticeBooking.Of(teacher, request);
        await PracticeBookingRow.AddAsync(work, requested, act);
        await events.Publish(new PracticeRequestedV1 { OccurredAt = act.Now, Practice = requested.ToEvent() });
        return await work.CommitAsync(TypedResults.Created($"/faculty-certification/v1/practice-bookings/{requested.Id}", requested));
    }

    // The teacher is held, so nobody else books days for them meanwhile.
    private static async Task<PracticeBooking?> StandingAsync(UnitOfWork work, Guid teacher, Request request)
    {
        var row = await work.FindAsync<PracticeBookingRow>(
            $"""
            {PracticeBookingRow.Select}
            WHERE p.teacher_id = @teacher
                AND {PracticeBookingRow.ShownState} IN ('requested', 'reserved', 'completed')
                AND p.starts_on <= @Until
                AND p.ends_on >= @From
            ORDER BY p.ends_on DESC {Db.Page}
            """,
            new { teacher, request.From, request.Until, limit = 1 });
        return row?.ToReply([]);
    }
}
