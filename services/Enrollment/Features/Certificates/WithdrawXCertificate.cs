using Contracts;
using Contracts.Enrollment;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Certificates;

/// <summary>
/// The institution that recorded an X-certificate withdraws it: its issuer revoked it, or it was never this learner's (D43). Credit that
/// rests on it stays, and is a risk until somebody decides.
/// </summary>
public static class WithdrawXCertificate
{
    /// <param name="Reason">The reason.</param>
    public sealed record Request([property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/x-certificates/{id:guid}/withdrawal", HandleAsync)
        .WithName(nameof(WithdrawXCertificate)).WithSummary("Withdraw a recorded X-certificate").Allow(Roles.Registrar);

    private static async Task<Results<Ok<XCertificate>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await XCertificateRow.FindAsync(work, id, act.Viewer()) is not { } certificate) return CommonProblems.NotFound();
        if (certificate.Institution != act.Caller.Org) return Problems.NotTheRecorder();
        if (certificate.State != XCertificateState.Recorded) return Problems.XCertificateNotRecorded(certificate.State);

        var withdrawn = certificate.WithdrawnFor(request.Reason, act);
        var fact = new XCertificateWithdrawnV1 { OccurredAt = act.Now, Certificate = withdrawn.ToEvent() };
        await XCertificateRow.TryRecordAsync(work, events, withdrawn, "withdrawn", fact, act);
        return await work.CommitAsync(TypedResults.Ok(withdrawn));
    }
}
