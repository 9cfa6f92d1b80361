using FacultyCertification.Features.Certificates;
using FacultyCertification.Features.Ethics;
using FacultyCertification.Features.Methods;
using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Applications;

/// <summary>
/// The teacher, or the teacher office on their behalf, submits an application. It is judged as of its day: the method in force (D18), the
/// required evidence, and the days of practice that count (D17).
/// </summary>
public static class SubmitApplication
{
    /// <param name="SubmittedOn">The day of the application: today by default, or an earlier day in a late record.</param>
    public sealed record Request([property: Day] DateOnly? SubmittedOn = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/applications/{id:guid}/submission", HandleAsync)
        .WithName(nameof(SubmitApplication)).WithSummary("Submit an application");

    private static async Task<Results<Ok<Application>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        if (await ApplicationRow.HoldAsync(work, id, act.Viewer()) is not { } application) return CommonProblems.NotFound();
        if (!application.IsBy(act.Caller)) return Problems.NotYourApplication();
        if (application.State != ApplicationState.Draft) return Problems.ApplicationNotIn(application.State, ApplicationState.Draft);
        if (Scope.Judge(application.Category) is { Passes: false } scope) return Problems.OutOfScope(scope);
        var known = await KnownPractice.ReadAsync(work, application);
        if (known.NotAnEnterprise is { } organisation) return Problems.NotAnEnterprise(organisation);
        var day = request.SubmittedOn ?? act.Today;
        var barred = await EthicsRow.BarredAsync(work, application.TeacherId);
        var held = (await CertificateRow.HoldOfAsync(work, [application.TeacherId]))[application.TeacherId];
        var judged = Judged(application, await MethodRow.ReadAsync(work, application.MethodId), known, act.Today) with
        {
            Barred = barred,
            Succession = new(
                application.Level, [.. held.Where(one => one.RevokedOn is null).Select(one => one.ToHeld())], act.Today),
        };
        if (await WhyNotAsync(work, judged, day, known, application) is { } refused) return refused;

        var submitted = application.SubmittedThen(day, judged);
        await EvidenceRow.CountAsync(work, submitted);
        await ApplicationRow.RecordAsync(work, submitted, "submitted", act);
        return await work.CommitAsync(TypedResults.Ok(submitted));
    }

    private static ApplicationDay Judged(Application application, Method method, KnownPractice known, DateOnly today)
    {
        var level = method.Levels.Single(level => level.Level == application.Level);
        var shown = application.Evidence.Where(item => !item.IsRefusedDocument).Select(item => item.Kind);
        return new(
            today, application.Employment, method.InForce, method.PracticeWindowYears, level.PracticeDays, new(known.Items),
            [.. level.RequiredEvidence.Except(shown)])
        {
            Thresholds = [.. (level.Thresholds ?? []).Select(one => new Condition(one.Kind, one.AtLeast, application.Shown(one.Kind)))],
        };
    }

    private static async Task<Refusal?> WhyNotAsync(
        UnitOfWork work, ApplicationDay judged, DateOnly day, KnownPractice known, Application application)
    {
        if (judged.JudgePast(day) is { Passes: false } past) return Problems.DayOutOfRange(past);
        if (judged.JudgeEmployed(day) is { Passes: false } employed) return Problems.NotEmployed(employed);
        if (judged.JudgeEthics(day) is { Passes: false } ethics) return Problems.EthicsBar(ethics);
        if (judged.JudgeMethod(day) is { Passes: false } method)
        {
            if (method.Change is not null) return Problems.MethodNotInForce(method);
            // Where no other day passes, another version may. That is a change of the draft.
            var usable = await MethodRow.FindUsableAsync(work, application.Institution, application.Level, day);
            return Problems.MethodNotInForce(usable is null ? method : method with { Change = new { methodId = usable } });
        }
        if (judged.JudgeInForce(day) is { Passes: false } suspended) return Problems.PredecessorSuspended(suspended);
        if (judged.Succession.JudgeLevel(day) is { Passes: false } level) return Problems.LowerLevel(level);
        if (judged.JudgeWindow(day) is { Passes: false } early) return Problems.RenewalTooEarly(early);
        if (judged.JudgeEvidence(day) is { Passes: false } evidence) return Problems.EvidenceMissing(evidence);
        if (judged.JudgePractice(day) is not { Passes: false } practice)
        {
            return judged.JudgeThresholds(day) is { Passes: false } thresholds ? Problems.ThresholdsNotMet(thresholds) : null;
        }
        if (known.Unknown is var (what, id)) return CommonProblems.NotYetKnown(what, id);
        var waiting = application.Evidence.Index()
            .Where(entry => entry.Item is { IsStated: true, Confirmation: null }).Select(entry => entry.Index).ToList();
        return waiting.Count > 0
            ? Problems.PracticeNotConfirmed(practice, application.Id, waiting)
            : Problems.TooLittlePractice(practice);
    }
}
