using Contracts;
using Contracts.FacultyCertification;
using FacultyCertification.Features.Applications;
using FacultyCertification.Features.Teachers;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Certificates;

/// <summary>
/// The teacher office revokes a certificate for good. From that day its holder is not in the ratio. What rests on it and has not begun
/// cannot begin (D19, D20, D45). A certificate that follows later is revoked, and an application that follows it is withdrawn.
/// </summary>
public static class RevokeCertificate
{
    /// <param name="RevokedOn">The first day on which it no longer counts; it may be in the past.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Request([property: Day] DateOnly RevokedOn, [property: Text(400)] string Reason);

    private const string Consequence = "The certificate that it follows was revoked.";

    public static void Map(RouteGroupBuilder api) => api.MapPost("/certificates/{id:guid}/revocation", HandleAsync)
        .WithName(nameof(RevokeCertificate)).WithSummary("Revoke a certificate for good").Allow(Roles.TeacherOffice);

    private static async Task<Results<Ok<Certificate>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await CertificateRow.HoldAsync(work, id, act.Viewer()) is not { } certificate) return CommonProblems.NotFound();
        if (certificate.Institution != act.Caller.Org) return Problems.NotYourCertificate();
        if (await ErasedTeacher.WhyNotAsync(work, certificate.TeacherId) is { } erased) return erased;
        var chain = await CertificateRow.HoldChainAsync(work, certificate.ChainId);
        if (WhyNot(certificate, chain, request.RevokedOn, act.Today) is { } refused) return refused;

        var revoked = await RecordAsync(certificate, request.RevokedOn, request.Reason);
        var following = chain.Where(next => next.PredecessorId == id && next.RevokedOn is null).ToList();
        foreach (var next in following) await RecordAsync(next, next.ValidFrom, Consequence);
        if (chain.FirstOrDefault(before => before.SuccessorId == id && act.Today < certificate.ValidFrom) is { } before)
        {
            await RenewalVoid.RecordAsync(work, events, before with { SuccessorId = null }, act);
        }
        foreach (var application in await ApplicationRow.HoldFollowingAsync(work, [id, .. following.Select(next => next.Id)]))
        {
            await ApplicationRow.RecordAsync(work, application.WithdrawnFor(Consequence), "withdrawn", act, Consequence);
        }
        return await work.CommitAsync(TypedResults.Ok(revoked.On(act.Today)));

        async Task<Certificate> RecordAsync(Certificate held, DateOnly day, string reason)
        {
            var next = held.RevokedFrom(day, reason).Next(act.Today);
            var fact = new CertificateRevokedV1 { OccurredAt = act.Now, Certificate = next.ToEvent() };
            await CertificateRow.RecordAsync(work, events, next, new(Certificate.Revoked, day, reason), fact, act);
            return next;
        }
    }

    private static Refusal? WhyNot(Certificate certificate, IReadOnlyList<Certificate> chain, DateOnly day, DateOnly today)
    {
        if (certificate.RevokedOn is not null) return Problems.NotCertified(certificate, today);
        // A certificate past its last day is over, even before the sweep records it.
        if (certificate.Held.Until < today)
        {
            return chain.FirstOrDefault(next => next.RevokedOn is null && next.Held.Until >= today) is { } next
                ? Problems.CertificateFollowed(certificate, next, "revocation", "revokedOn", day, Revocable(next, today).Nearest(day))
                : Problems.NotCertified(certificate, today);
        }
        if (day < certificate.ValidFrom) return Problems.RevokedBeforeValidity(day, certificate.ValidFrom);
        var latest = Revocable(certificate, today).Until;
        return day > latest ? Problems.RevokedInFuture(day, latest) : null;
    }

    // One that has not begun is revoked from its first day.
    private static Period Revocable(Certificate certificate, DateOnly today) =>
        new(certificate.ValidFrom, today > certificate.ValidFrom ? today : certificate.ValidFrom);
}
