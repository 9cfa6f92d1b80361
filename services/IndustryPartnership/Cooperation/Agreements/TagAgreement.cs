using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Agreements;

/// <summary>A party says what an agreement is found by (S9, S22). No signature is on that, and nobody is told.</summary>
public static class TagAgreement
{
    public static void Map(RouteGroupBuilder api) => api.MapPut("/agreements/{id:guid}/tags", HandleAsync)
        .WithName(nameof(TagAgreement)).WithSummary("Put tags on an agreement, in place of those that it has")
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
