using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Bases;

/// <summary>Until an authority has approved it, the party that proposed a base changes or withdraws its proposal (D25). A party tags it at any time.</summary>
public static class EditBase
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPut("/bases/{id:guid}", EditAsync).WithName(nameof(EditBase)).WithSummary("Change a proposed base").Allow(Roles.OrgAdmin, Roles.Signatory);
        api.MapPost("/bases/{id:guid}/withdrawal", WithdrawAsync).WithName("WithdrawBase").WithSummary("Withdraw a proposed base").Allow(Roles.OrgAdmin, Roles.Signatory);
        api.MapPut("/bases/{id:guid}/tags", TagAsync).WithName("TagBase").WithSummary("Say which measures and strategies a base serves").Allow(Roles.OrgAdmin, Roles.Signatory);
    }

    private static async Task<Results<Ok<Base>, Refusal>> EditAsync(Guid id, ProposeBase.Request request, IfMatch ifMatch, UnitOfWork work, History history, Caller caller, Today today)
    {
        if (await BaseRow.FindAsync(work, id, caller, today.Value) is not { } found) return CommonProblems.NotFound();
        if (found.ProposedBy != caller.Org) return Problems.NotYourBase(found);
        if (await ProposeBase.WhyNotAsync(request, work, caller) is { } problem) return problem;
        var edited = await work.ExecuteAsync(
            """
            UPDATE partnership.base SET name = @Name, field = @Field, capacity = @Capacity, valid_from = @ValidFrom, valid_until = @ValidUntil, version = version + 1
            WHERE id = @id AND version = @Version AND state = 'proposed'
            """,
            new { id, request.Name, request.Field, request.Capacity, request.ValidFrom, request.ValidUntil, ifMatch.Version });
        if (edited == 0) return found.Version == ifMatch.Version ? Problems.BaseNotIn(found, "proposed") : CommonProblems.PreconditionFailed(found.Version);

        await ProposeBase.WritePartsAsync(work, id, request, caller, today.Value);
        return await work.CommitAsync(TypedResults.Ok(await BaseRow.RecordAsync(work, history, id, "edited", caller, today.Value)));
    }

    private static async Task<Results<Ok<Base>, Refusal>> WithdrawAsync(Guid id, UnitOfWork work, History history, Caller caller, Today today)
    {
        if (await BaseRow.FindAsync(work, id, caller, today.Value) is not { } found) return CommonProblems.NotFound();
        if (found.ProposedBy != caller.Org) return Problems.NotYourBase(found);
        var withdrawn = await work.ExecuteAsync("UPDATE partnership.base SET state = 'withdrawn', version = version + 1 WHERE id = @id AND state = 'proposed'", new { id });
        if (withdrawn == 0) return Problems.BaseNotIn(found, "proposed");

        return await work.CommitAsync(TypedResults.Ok(await BaseRow.RecordAsync(work, history, id, "withdrawn", caller, today.Value)));
    }

    private static async Task<Results<Ok<Base>, Refusal>> TagAsync(Guid id, Tags request, IfMatch ifMatch, UnitOfWork work, History history, Caller caller, Today today)
    {
        if (await BaseRow.FindAsync(work, id, caller, today.Value) is not { } found) return CommonProblems.NotFound();
        if (!found.IsParty(caller.Org, today.Value)) return Problems.NotAMember(found.Members, today.Value);
        if (await work.ExecuteAsync("UPDATE partnership.base SET version = version + 1 WHERE id = @id AND version = @Version", new { id, ifMatch.Version }) == 0) return CommonProblems.PreconditionFailed(found.Version);

        await request.WriteAsync(work, id);
        return await work.CommitAsync(TypedResults.Ok(await BaseRow.RecordAsync(work, history, id, "tagged", caller, today.Value)));
    }
}
