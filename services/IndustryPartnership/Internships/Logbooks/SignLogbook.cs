using System.ComponentModel.DataAnnotations;
using Contracts;
using IndustryPartnership.Internships.Placements;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Logbooks;

/// <summary>
/// The mentor of a week's last written day signs that week of the logbook, or returns it with a comment (D39). A signed week does not
/// change.
/// </summary>
public static class SignLogbook
{
    /// <param name="Version">The version of the entry that the mentor has read. Another version is not signed.</param>
    public sealed record Request([property: Range(1, int.MaxValue)] int Version);

    /// <param name="Comment">What the learner should change; kept in the audit too.</param>
    public sealed record ReturnRequest([property: Text(400)] string Comment);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost(LogbookRow.Path + "/signature", SignAsync).WithName(nameof(SignLogbook))
            .WithSummary("Sign a week of the logbook as its placement's mentor").Allow(Roles.Mentor);
        api.MapPost(LogbookRow.Path + "/return", ReturnAsync).WithName("ReturnLogbook")
            .WithSummary("Return a week of the logbook with a comment, as its placement's mentor").Allow(Roles.Mentor);
    }

    private static async Task<Results<Ok<LogbookEntry>, Refusal>> SignAsync(
        Guid id, DateOnly weekOf, Request request, UnitOfWork work, Act act)
    {
        if (await HoldAsync(work, id, weekOf, act) is not { } week) return CommonProblems.NotFound();
        var (placement, entry) = week;
        if (WhyNot(placement, entry, act) is { } problem) return problem;
        if (entry.Version != request.Version) return Problems.LogbookChanged(entry, request.Version);
        if (entry.State != LogbookEntry.Written) return Problems.LogbookNotIn(entry, LogbookEntry.Written);

        var mentor = placement.MentorOn(entry.Days[^1].Date);
        var signed = entry.SignedAs(mentor.Mentor!, mentor.MentorId!.Value, act.Today);
        await LogbookRow.RecordAsync(work, signed, "signed", act);
        return await work.CommitAsync(TypedResults.Ok(signed));
    }

    private static async Task<Results<Ok<LogbookEntry>, Refusal>> ReturnAsync(
        Guid id, DateOnly weekOf, ReturnRequest request, UnitOfWork work, Act act)
    {
        if (await HoldAsync(work, id, weekOf, act) is not { } week) return CommonProblems.NotFound();
        var (placement, entry) = week;
        if (WhyNot(placement, entry, act) is { } problem) return problem;
        if (entry.State != LogbookEntry.Written) return Problems.LogbookNotIn(entry, LogbookEntry.Written);

        var returned = entry.ReturnedWith(request.Comment);
        await LogbookRow.RecordAsync(work, returned, "returned", act, request.Comment);
        return await work.CommitAsync(TypedResults.Ok(returned));
    }

    // Locks the week and its placement, if the viewer sees them.
    private static async Task<(Placement Placement, LogbookEntry Entry)?> HoldAsync(UnitOfWork work, Guid id, DateOnly weekOf, Act act) =>
        await LogbookRow.PlacementOfAsync(work, id, weekOf, act.Viewer()) is { } placement
        && await LogbookRow.FindAsync(work, id, weekOf) is { } entry ? (placement, entry) : null;

    private static Refusal? WhyNot(Placement placement, LogbookEntry entry, Act act)
    {
        var mentor = placement.MentorOn(entry.Days[^1].Date);
        return (mentor.Enterprise, mentor.Mentor) != (act.Caller.Org, act.Caller.Person)
                ? Problems.NotTheMentor(mentor.Enterprise, mentor.Mentor)
            : entry.State == LogbookEntry.Signed ? Problems.LogbookSigned(entry)
            : !placement.TakesLogbook ? Problems.LogbookNotOpen(placement)
            : null;
    }
}
