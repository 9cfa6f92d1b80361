using Contracts;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Methods;

/// <summary>The owner publishes a draft: it is locked, everybody may read it, and the version before it is in force until the day before (D18).</summary>
public static class PublishMethod
{
    /// <param name="EffectiveFrom">The first day on which one may apply by it; it may be a past one, but is after the first day of the version before.</param>
    public sealed record Request([property: Day] DateOnly EffectiveFrom);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/methods/{id:guid}/publication", HandleAsync)
        .WithName(nameof(PublishMethod)).WithSummary("Publish a method").Allow(Roles.TeacherOffice, Roles.Authority);

    private static async Task<Results<Ok<Method>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Caller caller)
    {
        if (await MethodRow.FindAsync(work, id, caller.Org) is not { } before) return CommonProblems.NotFound();
        if (!before.IsKeptBy(caller)) return Problems.NotYourMethod();
        var published = await work.ExecuteAsync(
            "UPDATE faculty.method SET state = 'published', effective_from = @EffectiveFrom, version = version + 1 WHERE id = @id AND state = 'draft'", new { id, request.EffectiveFrom });
        if (published == 0) return Problems.MethodNotDraft(before.State, before.Number);

        var previous = await work.FindAsync<MethodRow>(
            "SELECT " + MethodRow.Columns + " FROM faculty.method WHERE owner = @Owner AND code = @Code AND number = @number", new { before.Owner, before.Code, number = before.Number - 1 });
        if (previous is not null)
        {
            if (request.EffectiveFrom <= previous.EffectiveFrom) return Problems.EffectiveTooEarly(request.EffectiveFrom, previous.EffectiveFrom.Value);
            await work.ExecuteAsync(
                "UPDATE faculty.method SET state = 'superseded', effective_until = @lastDay, version = version + 1 WHERE id = @Id", new { previous.Id, lastDay = request.EffectiveFrom.AddDays(-1) });
            await work.AuditAsync("method", previous.Id, previous.Version + 1, "superseded", caller);
        }

        var row = await MethodRow.ReadAsync(work, id);
        await work.AuditAsync("method", id, row.Version, "published", caller);
        return await work.CommitAsync(TypedResults.Ok(await row.ShowAsync(work)));
    }
}
