using Contracts;
using Contracts.FacultyCertification;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Certificates;

/// <summary>The teacher office revokes a certificate for good. From that day its holder is not in the ratio (D19, D20).</summary>
public static class RevokeCertificate
{
    /// <param name="RevokedOn">The first day on which it no longer counts; it may be in the past.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Request([property: Day] DateOnly RevokedOn, [property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/certificates/{id:guid}/revocation", HandleAsync)
        .WithName(nameof(RevokeCertificate)).WithSummary("Revoke a certificate for good").Allow(Roles.TeacherOffice);

    private static async Task<Results<Ok<Certificate>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await CertificateRow.HoldAsync(work, id, act.Viewer()) is not { } certificate) return CommonProblems.NotFound();
        if (certificate.Institution != act.Caller.Org) return Problems.NotYourCertificate();
        // A certificate past its last day is expired, even before the sweep records it.
        var state = certificate.State == Certificate.Certified && certificate.ValidUntil < act.Today
            ? Certificate.Expired : certificate.State;
        if (state != Certificate.Certified) return Problems.NotCertified(state, certificate.ValidUntil, certificate.RevokedOn);
        if (request.RevokedOn < certificate.ValidFrom) return Problems.RevokedBeforeValidity(request.RevokedOn, certificate.ValidFrom);
        if (request.RevokedOn > act.Today) return Problems.RevokedInFuture(request.RevokedOn, act.Today);

        var revoked = certificate.RevokedFrom(request.RevokedOn, request.Reason);
        var fact = new CertificateRevokedV1 { OccurredAt = act.Now, Certificate = revoked.ToEvent() };
        await CertificateRow.RecordAsync(work, events, revoked, request.RevokedOn, fact, act);
        return await work.CommitAsync(TypedResults.Ok(revoked));
    }
}
