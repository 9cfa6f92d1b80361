using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kernel.Personal;

/// <summary>The institution that holds a person's data grants the erasure, or refuses it by a rule or law that it names (D44).</summary>
internal static class DecideErasure
{
    private const string Grant = "grant";
    private const string Refuse = "refuse";

    /// <param name="Decision"><c>grant</c> or <c>refuse</c>.</param>
    /// <param name="Law">The rule or law that orders to keep the data; needed for a refusal.</param>
    /// <param name="Reason">Why it applies; needed for a refusal.</param>
    public sealed record Request(
        [property: OneOf(Grant, Refuse)] string Decision,
        [property: Name(100)] string? Law = null,
        [property: Text(400)] string? Reason = null);

    public static void Map(RouteGroupBuilder api, string[] roles) => api.MapPost("/erasures/{id:guid}/decision", HandleAsync)
        .WithName(nameof(DecideErasure)).WithSummary("Grant or refuse a request for erasure").Allow(roles);

    private static async Task<Results<Ok<Erasure>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, DataSubjects subjects, RetentionPacks packs, Act act)
    {
        if (await subjects.FindErasureAsync(work, id, act) is not { } found) return CommonProblems.NotFound();
        var (erasure, seen) = found;
        if (seen.IsSelf) return ErasureRoutes.NotTheInstitution();
        if (erasure.State != Erasure.Asked) return ErasureProblems.NotIn(erasure, Erasure.Asked);
        if (request.Decision == Refuse && (request.Law is null || request.Reason is null)) return ErasureProblems.NeedsLaw();

        var decided = request.Decision == Grant
            ? erasure.GrantedOn(act.Today, packs.Of(act.Today).CarryOutAfterDays)
            : erasure.RefusedOn(act.Today, request.Law!);
        decided = decided with { DecisionReason = request.Reason };
        await ErasureRow.RecordAsync(work, decided, act);
        return await work.CommitAsync(TypedResults.Ok(decided));
    }
}
