using Contracts;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Consortia;

/// <summary>Until it is founded, a lead changes what a consortium is about, and whoever proposed it withdraws it; the others accept anew, since they accepted something else (D24). A member tags it at any time.</summary>
public static class EditConsortium
{
    /// <param name="Name">Its name in English.</param>
    /// <param name="Field">The field that it works in.</param>
    /// <param name="Purpose">What it is for, in words.</param>
    /// <param name="NameZh">Its name in Chinese.</param>
    public sealed record Request(
        [property: Name(200)] string Name, [property: Name(100)] string Field, [property: Text(20_000)] string Purpose, [property: Name(200)] string? NameZh = null);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPut("/consortia/{id:guid}", EditAsync).WithName(nameof(EditConsortium)).WithSummary("Change a proposed consortium").Allow(Roles.OrgAdmin, Roles.Signatory);
        api.MapPost("/consortia/{id:guid}/withdrawal", WithdrawAsync).WithName("WithdrawConsortium").WithSummary("Withdraw a proposed consortium").Allow(Roles.OrgAdmin, Roles.Signatory);
        api.MapPut("/consortia/{id:guid}/tags", TagAsync).WithName("TagConsortium").WithSummary("Say which measures and strategies a consortium serves").Allow(Roles.OrgAdmin, Roles.Signatory);
    }

    private static async Task<Results<Ok<Consortium>, Refusal>> EditAsync(Guid id, Request request, IfMatch ifMatch, UnitOfWork work, History history, Caller caller, Today today)
    {
        if (await ConsortiumRow.FindAsync(work, id, caller.Org) is not { } found) return CommonProblems.NotFound();
        if (!found.IsLead(caller.Org, today.Value)) return Problems.NotALead(found.Members, today.Value);
        var edited = await work.ExecuteAsync(
            """
            UPDATE partnership.consortium SET name = @Name, name_zh = @NameZh, field = @Field, purpose = @Purpose, version = version + 1
            WHERE id = @id AND version = @Version AND state = 'proposed'
            """,
            new { id, request.Name, request.NameZh, request.Field, request.Purpose, ifMatch.Version });
        if (edited == 0) return found.Version == ifMatch.Version ? Problems.ConsortiumNotIn(found, "proposed") : CommonProblems.PreconditionFailed(found.Version);

        await Members.AskAnewAsync(work, id, caller.Org);
        return await work.CommitAsync(TypedResults.Ok(await ConsortiumRow.RecordAsync(work, history, id, "edited", caller, isPublic: false)));
    }

    private static async Task<Results<Ok<Consortium>, Refusal>> WithdrawAsync(Guid id, UnitOfWork work, History history, Caller caller)
    {
        if (await ConsortiumRow.FindAsync(work, id, caller.Org) is not { } found) return CommonProblems.NotFound();
        if (found.ProposedBy != caller.Org) return Problems.NotYourConsortium(found);
        if (await work.ExecuteAsync("UPDATE partnership.consortium SET state = 'withdrawn', version = version + 1 WHERE id = @id AND state = 'proposed'", new { id }) == 0) return Problems.ConsortiumNotIn(found, "proposed");
        return await work.CommitAsync(TypedResults.Ok(await ConsortiumRow.RecordAsync(work, history, id, "withdrawn", caller, isPublic: false)));
    }

    private static async Task<Results<Ok<Consortium>, Refusal>> TagAsync(Guid id, Tags request, IfMatch ifMatch, UnitOfWork work, History history, Caller caller, Today today)
    {
        if (await ConsortiumRow.FindAsync(work, id, caller.Org) is not { } found) return CommonProblems.NotFound();
        if (found.Members.Of(caller.Org)?.IsThereOn(today.Value) != true) return Problems.NotAMember(found.Members, today.Value);
        if (await work.ExecuteAsync("UPDATE partnership.consortium SET version = version + 1 WHERE id = @id AND version = @Version", new { id, ifMatch.Version }) == 0) return CommonProblems.PreconditionFailed(found.Version);

        await request.WriteAsync(work, id);
        return await work.CommitAsync(TypedResults.Ok(await ConsortiumRow.RecordAsync(work, history, id, "tagged", caller, found.FoundedOn is not null)));
    }
}
