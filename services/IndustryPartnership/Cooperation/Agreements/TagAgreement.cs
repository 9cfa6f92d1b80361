using Contracts;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Agreements;

/// <summary>A party says what an agreement is found by (S9, S22). No signature is on that, and nobody is told.</summary>
public static class TagAgreement
{
    public static void Map(RouteGroupBuilder api) => api.MapPut("/agreements/{id:guid}/tags", HandleAsync)
        .WithName(nameof(TagAgreement)).WithSummary("Put tags on an agreement, in place of those that it has").Allow(Roles.OrgAdmin, Roles.Signatory);

    private static async Task<Results<Ok<Agreement>, Refusal>> HandleAsync(Guid id, Tags request, IfMatch ifMatch, UnitOfWork work, Caller caller, History history)
    {
        if (await AgreementRow.FindAsync(work, id, caller.Org) is not { } found) return CommonProblems.NotFound();
        if (await work.ExecuteAsync("UPDATE partnership.agreement SET version = version + 1 WHERE id = @id AND version = @Version", new { id, ifMatch.Version }) == 0) return CommonProblems.PreconditionFailed(found.Version);
        await request.WriteAsync(work, id);
        var agreement = (await AgreementRow.FindAsync(work, id, caller.Org))!;
        await history.RecordAsync("agreement", id, agreement, "tagged", caller, agreement.Audience);
        return await work.CommitAsync(TypedResults.Ok(agreement));
    }
}
