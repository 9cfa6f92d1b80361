using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Agreements;

/// <summary>The author proposes the draft to the other parties. From then on they may sign or edit it (D22).</summary>
public static class ProposeAgreement
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/agreements/{id:guid}/proposal", HandleAsync)
        .WithName(nameof(ProposeAgreement)).WithSummary("Propose a drafted agreement to its parties").Allow(Roles.Signatory);

    private static async Task<Results<Ok<Agreement>, Refusal>> HandleAsync(Guid id, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await AgreementRow.HoldAsync(work, id, act) is not { } held) return CommonProblems.NotFound();
        if (held.State != AgreementState.Draft) return Problems.AgreementNotIn(held, AgreementState.Draft);

        var proposed = held.Proposed();
        await AgreementRow.RecordAsync(work, events, proposed, new Done("proposed"), act);
        return await work.CommitAsync(TypedResults.Ok(proposed));
    }
}
