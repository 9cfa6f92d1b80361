using Contracts;
using Contracts.FacultyCertification;
using FacultyCertification.Features.Ethics;
using FacultyCertification.Features.Teachers;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Certificates;

/// <summary>
/// The teacher office corrects the day of a revocation, or takes back one that was a mistake (D43). Nothing else that the revocation ended
/// comes back by itself.
/// </summary>
public static class CorrectRevocation
{
    /// <param name="Reason">Why; kept with the record.</param>
    /// <param name="RevokedOn">The right first day without the certificate; leave it out if it was not to be revoked.</param>
    public sealed record Request([property: Text(400)] string Reason, [property: Day] DateOnly? RevokedOn = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/certificates/{id:guid}/revocation-correction", HandleAsync)
        .WithName(nameof(CorrectRevocation)).WithSummary("Correct or take back a revocation").Allow(Roles.TeacherOffice);

    private static async Task<Results<Ok<Certificate>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await CertificateRow.HoldAsync(work, id, act.Viewer()) is not { } certificate) return CommonProblems.NotFound();
        if (certificate.Institution != act.Caller.Org) return Problems.NotYourCertificate();
        if (await ErasedTeacher.WhyNotAsync(work, certificate.TeacherId) is { } erased) return erased;
        if (certificate.RevokedOn is null) return Problems.NotRevoked(id);
        var all = (await CertificateRow.HoldOfAsync(work, [certificate.TeacherId]))[certificate.TeacherId].ToList();
        if (WhyNot(certificate, all, request.RevokedOn, act.Today) is { } refused) return refused;
        if (await WhyNotFindingAsync(work, certificate, request.RevokedOn) is { } finding) return finding;

        var right = certificate.RevocationCorrected(request.RevokedOn).Next(act.Today);
        var change = new CertificateChange(
            request.RevokedOn is null ? "revocation taken back" : "revocation corrected",
            request.RevokedOn ?? certificate.RevokedOn.Value, request.Reason);
        var fact = new CertificateCorrectedV1 { OccurredAt = act.Now, Certificate = right.ToEvent() };
        await CertificateRow.RecordAsync(work, events, right, change, fact, act);
        var successor = right.Held.Days > 0 ? id : (Guid?)null;
        if (all.FirstOrDefault(one => one.Id == right.PredecessorId) is { RevokedOn: null } before && before.SuccessorId != successor)
        {
            await RenewalVoid.RecordAsync(work, events, before with { SuccessorId = successor }, act);
        }
        return await work.CommitAsync(TypedResults.Ok(right.On(act.Today)));
    }

    private static Refusal? WhyNot(Certificate certificate, IReadOnlyList<Certificate> all, DateOnly? revokedOn, DateOnly today)
    {
        var latest = today > certificate.ValidFrom ? today : certificate.ValidFrom;
        if (revokedOn < certificate.ValidFrom) return Problems.RevokedBeforeValidity(revokedOn.Value, certificate.ValidFrom);
        if (revokedOn > latest) return Problems.RevokedInFuture(revokedOn.Value, latest);
        var held = certificate.RevocationCorrected(revokedOn).Held;
        // Since then the teacher may have got another certificate, which holds one day at a time as well.
        return all.Where(other => other.Id != certificate.Id && other.Held.Overlaps(held)).MinBy(other => other.ValidFrom) is { } taken
            ? Problems.HeldSince(revokedOn, taken.Held, certificate.ValidFrom)
            : null;
    }

    private static async Task<Refusal?> WhyNotFindingAsync(UnitOfWork work, Certificate certificate, DateOnly? revokedOn)
    {
        var standing = await EthicsRow.StandingAsync(work, certificate.TeacherId, certificate.Id);
        if (standing.MinBy(finding => finding.BarredFrom) is not { BarredFrom: var barredFrom }) return null;
        var latest = barredFrom > certificate.ValidFrom ? barredFrom : certificate.ValidFrom;
        return revokedOn is null || revokedOn > latest ? Problems.FindingStands(revokedOn, barredFrom, latest) : null;
    }
}
