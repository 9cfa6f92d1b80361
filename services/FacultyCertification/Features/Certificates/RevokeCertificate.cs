using Contracts;
using Contracts.FacultyCertification;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Certificates;

/// <summary>The teacher office revokes a certificate, for good: from that day its holder is not in the ratio (D19, D20).</summary>
public static class RevokeCertificate
{
    /// <param name="RevokedOn">The first day on which it no longer counts; it may be a past one.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Request([property: Day] DateOnly RevokedOn, [property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/certificates/{id:guid}/revocation", HandleAsync)
        .WithName(nameof(RevokeCertificate)).WithSummary("Revoke a certificate for good").Allow(Roles.TeacherOffice);

    private static async Task<Results<Ok<Certificate>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Caller caller, Today today, TimeProvider clock)
    {
        // A certificate past its last day is expired, also where the sweep that says so is still to come.
        var revoked = await work.ExecuteAsync(
            """
            UPDATE faculty.certificate SET state = 'revoked', revoked_on = @RevokedOn, revocation_reason = @Reason, version = version + 1
            WHERE id = @id AND institution = @Org AND state = 'certified' AND valid_until >= @Value
            """,
            new { id, caller.Org, request.RevokedOn, request.Reason, today.Value });
        var row = await work.FindAsync<CertificateRow>("SELECT " + CertificateRow.Columns + " FROM faculty.certificate WHERE id = @id AND institution = @Org", new { id, caller.Org });
        if (row is null) return CommonProblems.NotFound();
        if (revoked == 0) return Problems.NotCertified(row.State == "certified" ? "expired" : row.State, row.ValidUntil, row.RevokedOn);
        if (request.RevokedOn < row.ValidFrom) return Problems.RevokedBeforeValidity(request.RevokedOn, row.ValidFrom);
        if (request.RevokedOn > today.Value) return Problems.RevokedInFuture(request.RevokedOn, today.Value);

        var now = clock.GetUtcNow();
        await CertificateRow.AppendAsync(work, id, "revoked", request.RevokedOn, now, today.Value);
        await work.AuditAsync("certificate", id, row.Version, "revoked", caller, request.Reason);
        await events.Publish(new CertificateRevokedV1 { OccurredAt = now, Certificate = row.Carried() });
        return await work.CommitAsync(TypedResults.Ok(row.Show()));
    }
}
