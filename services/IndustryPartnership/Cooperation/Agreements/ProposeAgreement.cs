using Contracts;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Agreements;

/// <summary>The author lays the draft before the other parties, who may sign or edit it from then on (D22).</summary>
public static class ProposeAgreement
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/agreements/{id:guid}/proposal", HandleAsync)
        .WithName(nameof(ProposeAgreement)).WithSummary("Propose a drafted agreement to its parties").Allow(Roles.Signatory);

    private static async Task<Results<Ok<Agreement>, Refusal>> HandleAsync(Guid id, UnitOfWork work, Caller caller, History history)
    {
        if (await AgreementRow.FindAsync(work, id, caller.Org) is not { } found) return CommonProblems.NotFound();
        var proposed = await work.ExecuteAsync("UPDATE partnership.agreement SET state = 'proposed', version = version + 1 WHERE id = @id AND state = 'draft'", new { id });
        if (proposed == 0) return Problems.AgreementNotIn(found, "draft");

        var agreement = (await AgreementRow.FindAsync(work, id, caller.Org))!;
        await history.RecordAsync("agreement", id, agreement, "proposed", caller, agreement.Audience);
        return await work.CommitAsync(TypedResults.Ok(agreement));
    }
}
