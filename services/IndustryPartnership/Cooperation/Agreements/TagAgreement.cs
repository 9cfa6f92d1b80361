using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Agreements;

/// <summary>A party sets an agreement's tags (S9, S22). No signature covers them, and no event is published.</summary>
public static class TagAgreement
{
    public static void Map(RouteGroupBuilder api) => api.MapPut("/agreements/{id:guid}/tags", HandleAsync)
        .WithName(nameof(TagAgreement)).WithSummary("Replace the tags of an agreement")
        .Allow(Roles.OrgAdmin, Roles.Signatory);

    private static async Task<Results<Ok<Agreement>, Refusal>> HandleAsync(
        Guid id, Tags request, IfMatch ifMatch, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await AgreementRow.HoldAsync(work, id, act) is not { } held) return CommonProblems.NotFound();
        if (held.Version != ifMatch.Version) return CommonProblems.PreconditionFailed(held.Version);

        var tagged = held.Next() with { Tags = await request.WriteAsync(work, id) };
        await AgreementRow.RecordAsync(work, events, tagged, new Done("tagged"), act);
        return await work.CommitAsync(TypedResults.Ok(tagged));
    }
}
