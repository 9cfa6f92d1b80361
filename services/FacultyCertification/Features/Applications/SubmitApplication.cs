using FacultyCertification.Features.Methods;
using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Applications;

/// <summary>The application is judged as of the day of applying: the method in force (D18), the evidence it wants, and the days of practice that count (D17).</summary>
public static class SubmitApplication
{
    /// <param name="SubmittedOn">The day of applying; today where none is given, or a past one that is recorded late.</param>
    public sealed record Request([property: Day] DateOnly? SubmittedOn = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/applications/{id:guid}/submission", HandleAsync)
        .WithName(nameof(SubmitApplication)).WithSummary("Submit an application");

    private static async Task<Results<Ok<Application>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Caller caller, Today today)
    {
        if (await ApplicationRow.FindAsync(work, id, caller) is not { } found) return CommonProblems.NotFound();
        if (!found.IsBy(caller)) return Problems.NotYourApplication();
        var day = request.SubmittedOn ?? today.Value;

        // The row first, then what it is judged by: nobody edits the evidence in between.
        var submitted = await work.ExecuteAsync("UPDATE faculty.application SET state = 'submitted', submitted_on = @day, version = version + 1 WHERE id = @id AND state = 'draft'", new { id, day });
        var row = (await ApplicationRow.FindAsync(work, id, caller))!;
        if (submitted == 0) return Problems.ApplicationNotIn(row.State, State.Draft);

        var evidence = (await EvidenceRow.OfAsync(work, [id]))[id].ToList();
        var known = await KnownPractice.ReadAsync(work, row.TeacherId, row.Institution, [.. evidence.Where(item => item.Kind == EvidenceItem.Practice)]);
        if (known.NotAnEnterprise is { } organisation) return Problems.NotAnEnterprise(organisation);
        var method = await MethodRow.ReadAsync(work, row.MethodId);
        var level = (await LevelRow.OfAsync(work, [method.Id]))[method.Id].Single(level => level.Level == row.Level);
        var missing = level.RequiredEvidence.Except(evidence.Select(item => item.Kind)).ToList();
        var judged = new ApplicationDay(today.Value, row.Employment, method.InForce, method.PracticeWindowYears, level.PracticeDays, new Practice(known.Items), missing);
        if (await RefusalAsync(work, judged, day, known, row, evidence) is { } refusal) return refusal;

        await work.ExecuteAsync("UPDATE faculty.application SET days_counted = @days WHERE id = @id", new { id, days = judged.Counted(day) });
        foreach (var (position, days) in evidence.Where(item => item.Kind == EvidenceItem.Practice).Select(item => item.Position).Zip(judged.CountedOfEach(day)))
        {
            await work.ExecuteAsync("UPDATE faculty.application_evidence SET days_counted = @days WHERE application_id = @id AND position = @position", new { id, position, days });
        }
        await work.AuditAsync("application", id, row.Version, "submitted", caller);
        return await work.CommitAsync(TypedResults.Ok(await (await ApplicationRow.FindAsync(work, id, caller))!.ShowAsync(work)));
    }

    private static async Task<Refusal?> RefusalAsync(UnitOfWork work, ApplicationDay judged, DateOnly day, KnownPractice known, ApplicationRow row, IReadOnlyList<EvidenceRow> evidenceRows)
    {
        if (judged.JudgePast(day) is { Passes: false } past) return Problems.DayOutOfRange(past);
        if (judged.JudgeEmployed(day) is { Passes: false } employed) return Problems.NotEmployed(employed);
        if (judged.JudgeMethod(day) is { Passes: false } method)
        {
            // Where no other day passes, another version may: that is a change of the draft.
            return Problems.MethodNotInForce(method.Change is null && await MethodRow.FindUsableAsync(work, row.Institution, row.Level, day) is { } usable ? method with { Change = new { methodId = usable } } : method);
        }
        if (judged.JudgeEvidence(day) is { Passes: false } evidence) return Problems.EvidenceMissing(evidence);
        if (judged.JudgePractice(day) is not { Passes: false } practice) return null;
        if (known.Unknown is var (what, id)) return CommonProblems.NotYetKnown(what, id);
        var waiting = evidenceRows.Where(item => item.IsStated && item.Confirmation is null).Select(item => item.Position).ToList();
        return waiting.Count > 0 ? Problems.PracticeNotConfirmed(practice, row.Id, waiting) : Problems.TooLittlePractice(practice);
    }
}
