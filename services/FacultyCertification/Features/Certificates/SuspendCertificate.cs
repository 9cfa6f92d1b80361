using Contracts;
using Contracts.FacultyCertification;
using FacultyCertification.Features.Teachers;
using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Certificates;

/// <summary>
/// The teacher office suspends a certificate until it is reinstated. From that day its holder is not in the ratio. Certificates that follow
/// it are suspended too, also those that are issued later (D19, D20).
/// </summary>
public static class SuspendCertificate
{
    /// <param name="SuspendedOn">The first day on which it does not count; it may be in the past.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="DecidedBy">Who decided it: an opaque identifier of the person or the body.</param>
    public sealed record Request(
        [property: Day] DateOnly SuspendedOn, [property: Text(400)] string Reason, [property: Code(100)] string DecidedBy);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/certificates/{id:guid}/suspension", HandleAsync)
        .WithName(nameof(SuspendCertificate)).WithSummary("Suspend a certificate until it is reinstated").Allow(Roles.TeacherOffice);

    private static async Task<Results<Ok<Certificate>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await CertificateRow.HoldAsync(work, id, act.Viewer()) is not { } certificate) return CommonProblems.NotFound();
        if (certificate.Institution != act.Caller.Org) return Problems.NotYourCertificate();
        if (await ErasedTeacher.WhyNotAsync(work, certificate.TeacherId) is { } erased) return erased;
        var chain = await CertificateRow.HoldChainAsync(work, certificate.ChainId);
        if (WhyNot(certificate, chain, request.SuspendedOn, act.Today) is { } refused) return refused;

        var suspension = Suspension.Of(certificate, request.SuspendedOn, request.Reason, request.DecidedBy);
        if (!await SuspensionRow.TryAddAsync(work, suspension, act)) return Problems.AlreadySuspended(id, request.SuspendedOn);
        var change = new CertificateChange("suspended", request.SuspendedOn, request.Reason);
        var after = await Chain.RecordAsync(
            work, events, chain, suspension, change,
            suspended => new TeacherSuspendedV1 { OccurredAt = act.Now, Certificate = suspended.ToEvent() }, act);
        return await work.CommitAsync(TypedResults.Ok(after.Single(one => one.Id == id).On(act.Today)));
    }

    private static Refusal? WhyNot(Certificate certificate, IReadOnlyList<Certificate> chain, DateOnly day, DateOnly today)
    {
        if (certificate.RevokedOn is not null) return Problems.NotCertified(certificate, today);
        if (certificate.SuspendedOn is { } since) return Problems.AlreadySuspended(certificate.Id, since);
        if (day > certificate.Held.Until && chain.FirstOrDefault(next => next.RevokedOn is null && next.Held.Covers(day)) is { } next)
        {
            return Problems.CertificateFollowed(
                certificate, next, "suspension", "suspendedOn", day, Days(next, today).NearestFirst(day));
        }
        return Days(certificate, today).JudgeFirst(day) is { Passes: false } verdict ? Problems.SuspensionDay(verdict) : null;
    }

    private static SuspensionDay Days(Certificate certificate, DateOnly today) =>
        new(certificate.Held, [.. certificate.Suspensions.Select(other => other.Days)], today);
}
