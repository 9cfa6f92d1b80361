using System.ComponentModel.DataAnnotations;
using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Logbooks;

/// <summary>The mentor of the last written day of a week signs that week of the logbook as they have read it, or returns it with a comment (D39); what is signed stays as it is.</summary>
public static class SignLogbook
{
    /// <param name="Version">The version of the entry that the mentor has read: no other one is signed.</param>
    public sealed record Request([property: Range(1, int.MaxValue)] int Version);

    /// <param name="Comment">What is to be changed, for the learner; kept in the audit too.</param>
    public sealed record ReturnRequest([property: Text(400)] string Comment);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost(LogbookRow.Path + "/signature", SignAsync).WithName(nameof(SignLogbook)).WithSummary("Sign a week of the logbook as its placement's mentor").Allow(Roles.Mentor);
        api.MapPost(LogbookRow.Path + "/return", ReturnAsync).WithName("ReturnLogbook").WithSummary("Return a week of the logbook with a comment, as its placement's mentor").Allow(Roles.Mentor);
    }

    private static Task<Results<Ok<LogbookEntry>, Refusal>> SignAsync(Guid id, DateOnly weekOf, Request request, UnitOfWork work, Caller caller, Today today) => ActAsync(
        id, weekOf, work, caller, "signed", null,
        found => found.Version == request.Version ? null : Problems.LogbookChanged(found, request.Version),
        () => work.ExecuteAsync(
            """
            UPDATE partnership.logbook_entry SET state = 'signed', signed_on = @today, signed_by = @Person, version = version + 1
            WHERE placement_id = @id AND week_of = @weekOf AND version = @Version AND state = 'written'
            """,
            new { id, weekOf, request.Version, caller.Person, today = today.Value }));

    private static Task<Results<Ok<LogbookEntry>, Refusal>> ReturnAsync(Guid id, DateOnly weekOf, ReturnRequest request, UnitOfWork work, Caller caller) => ActAsync(
        id, weekOf, work, caller, "returned", request.Comment,
        _ => null,
        () => work.ExecuteAsync(
            "UPDATE partnership.logbook_entry SET state = 'returned', comment = @Comment, version = version + 1 WHERE placement_id = @id AND week_of = @weekOf AND state = 'written'",
            new { id, weekOf, request.Comment }));

    private static async Task<Results<Ok<LogbookEntry>, Refusal>> ActAsync(
        Guid id, DateOnly weekOf, UnitOfWork work, Caller caller, string what, string? reason, Func<LogbookEntry, Refusal?> whyNot, Func<Task<int>> actAsync)
    {
        if (await LogbookRow.PlacementOfAsync(work, id, weekOf, caller) is null || await LogbookRow.FindAsync(work, id, weekOf) is null) return CommonProblems.NotFound();
        var isOpen = await LogbookRow.HoldAsync(work, id);
        if (await LogbookRow.PlacementOfAsync(work, id, weekOf, caller) is not { } placement) return CommonProblems.NotFound();
        var found = (await LogbookRow.FindAsync(work, id, weekOf))!;
        if (placement.MentorOn(found.Days[^1].Date) is var mentor && mentor != (caller.Org, caller.Person)) return Problems.NotTheMentor(mentor);
        if (found.State == LogbookRow.Signed) return Problems.LogbookSigned(found);
        if (!isOpen) return Problems.LogbookNotOpen(placement);
        if (whyNot(found) is { } problem) return problem;
        if (await actAsync() == 0) return Problems.LogbookNotIn(found, LogbookRow.Written);

        var entry = (await LogbookRow.FindAsync(work, id, weekOf))!;
        await work.AuditAsync(LogbookRow.Kind, LogbookRow.IdOf(entry), entry.Version, what, caller, reason);
        return await work.CommitAsync(TypedResults.Ok(entry));
    }
}
