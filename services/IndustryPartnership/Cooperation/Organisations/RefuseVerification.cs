using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>
/// An institution refuses to verify an enterprise, with a reason. It may still verify it later, and so may others: a refusal by mistake
/// binds nobody (D43).
/// </summary>
public static class RefuseVerification
{
    /// <param name="Reason">Why; the enterprise reads it.</param>
    public sealed record Request([property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/verification-requests/{id:guid}/refusal", HandleAsync)
        .WithName(nameof(RefuseVerification)).WithSummary("Refuse to verify an enterprise").Allow(Roles.Coordinator);

    private static async Task<Results<Ok<VerificationRequest>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        if (await VerificationRequest.FindAsync(work, id, act.Caller) is not { } held) return CommonProblems.NotFound();
        if (held.Institution != act.Caller.Org) return CommonProblems.NotByThisParty("the institution that is asked");
        if (held.State != VerificationRequestState.Asked) return Problems.VerificationAnswered(held);

        var refused = held with
        {
            State = VerificationRequestState.Refused,
            RefusedOn = act.Today,
            Reason = request.Reason,
            Version = held.Version + 1,
        };
        await work.ChangeAsync(
            """
            UPDATE partnership.verification_request
            SET refused_on = @RefusedOn, reason = @Reason, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new { refused.Id, refused.RefusedOn, refused.Reason, refused.Version });
        await work.AuditAsync(VerificationRequest.Kind, id, refused.Version, "refused", act);
        return await work.CommitAsync(TypedResults.Ok(refused));
    }
}
