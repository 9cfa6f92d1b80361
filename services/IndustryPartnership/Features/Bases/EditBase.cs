using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Features.Bases;

/// <summary>Until an authority has approved it, the party that proposed a base changes or withdraws its proposal (D25).</summary>
public static class EditBase
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPut("/bases/{id:guid}", EditAsync).WithName(nameof(EditBase)).WithSummary("Change a proposed base").Allow(Roles.OrgAdmin, Roles.Signatory);
        api.MapPost("/bases/{id:guid}/withdrawal", WithdrawAsync).WithName("WithdrawBase").WithSummary("Withdraw a proposed base").Allow(Roles.OrgAdmin, Roles.Signatory);
    }

    private static async Task<Results<Ok<Base>, ProblemHttpResult>> EditAsync(Guid id, ProposeBase.Request request, IfMatch ifMatch, UnitOfWork work, Caller caller, Today today)
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

        await ProposeBase.WritePartsAsync(work, id, request);
        return await TellAsync(id, "edited", work, caller, today);
    }

    private static async Task<Results<Ok<Base>, ProblemHttpResult>> WithdrawAsync(Guid id, UnitOfWork work, Caller caller, Today today)
    {
        if (await BaseRow.FindAsync(work, id, caller, today.Value) is not { } found) return CommonProblems.NotFound();
        if (found.ProposedBy != caller.Org) return Problems.NotYourBase(found);
        var withdrawn = await work.ExecuteAsync("UPDATE partnership.base SET state = 'withdrawn', version = version + 1 WHERE id = @id AND state = 'proposed'", new { id });
        return withdrawn == 0 ? Problems.BaseNotIn(found, "proposed") : await TellAsync(id, "withdrawn", work, caller, today);
    }

    private static async Task<Ok<Base>> TellAsync(Guid id, string what, UnitOfWork work, Caller caller, Today today)
    {
        var shown = (await BaseRow.FindAsync(work, id, caller, today.Value))!;
        await work.AuditAsync("base", id, shown.Version, what, caller);
        return await work.CommitAsync(TypedResults.Ok(shown));
    }
}
