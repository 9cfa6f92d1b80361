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
/// The teacher office ends the suspension of a certificate, and of those that follow it. A suspension that lasts longer than they do ends
/// by no reinstatement after their last day (D19, D20).
/// </summary>
public static class ReinstateCertificate
{
    /// <param name="ReinstatedOn">The first day on which it counts again; it may be in the past.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="DecidedBy">Who decided it: an opaque identifier of the person or the body.</param>
    public sealed record Request(
        [property: Day] DateOnly ReinstatedOn, [property: Text(400)] string Reason, [property: Code(100)] string DecidedBy);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/certificates/{id:guid}/reinstatement", HandleAsync)
        .WithName(nameof(ReinstateCertificate)).WithSummary("Reinstate a suspended certificate").Allow(Roles.TeacherOffice);

    private static async Task<Results<Ok<Certificate>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await CertificateRow.HoldAsync(work, id, act.Viewer()) is not { } certificate) return CommonProblems.NotFound();
        if (certificate.Institution != act.Caller.Org) return Problems.NotYourCertificate();
        if (await ErasedTeacher.WhyNotAsync(work, certificate.TeacherId) is { } erased) return erased;
        if (certificate.RevokedOn is not null) return Problems.NotCertified(certificate, act.Today);
        if (certificate.Suspensions.FirstOrDefault(one => one.IsOpen) is not { } suspension) return Problems.NotSuspended(certificate);
        var chain = await CertificateRow.HoldChainAsync(work, certificate.ChainId);
        if (Days(chain, suspension, act.Today).JudgeEnd(suspension.SuspendedOn, request.ReinstatedOn) is { Passes: false } verdict)
        {
            return Problems.SuspensionDay(verdict);
        }

        var ended = suspension.EndedBefore(request.ReinstatedOn, request.Reason, request.DecidedBy);
        await SuspensionRow.RecordAsync(work, ended, act);
        var change = new CertificateChange("reinstated", request.ReinstatedOn, request.Reason);
        var after = await Chain.RecordAsync(
            work, events, chain, ended, change,
            reinstated => new TeacherReinstatedV1 { OccurredAt = act.Now, Certificate = reinstated.ToEvent() }, act);
        return await work.CommitAsync(TypedResults.Ok(after.Single(one => one.Id == id).On(act.Today)));
    }

    /// <summary>The days of the whole chain: a reinstatement may fall on the days of the certificate that follows.</summary>
    internal static SuspensionDay Days(IReadOnlyList<Certificate> chain, Suspension except, DateOnly today)
    {
        var held = chain.Select(one => one.Held).Where(days => days.Days > 0).ToList();
        return new(
            new(held.Min(days => days.From), held.Max(days => days.Until)),
            [.. chain[0].Suspensions.Where(other => other.Id != except.Id).Select(other => other.Days)], today);
    }
}
