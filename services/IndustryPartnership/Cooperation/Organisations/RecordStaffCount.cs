using System.ComponentModel.DataAnnotations;
using Contracts;
using Contracts.IndustryPartnership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>An enterprise states its staff, in total and per kind of post, from a day on. D29 uses these counts.</summary>
/// <remarks>
/// Facts are appended; of two for the same day, the later one counts. A lower count closes no open slot and ends no placement. It counts
/// from the next opening of a slot on.
/// </remarks>
public static class RecordStaffCount
{
    /// <param name="Staff">How many people.</param>
    /// <param name="EffectiveOn">The first day that the count is true of.</param>
    /// <param name="PostKind">The kind of post; left out for the whole enterprise.</param>
    public sealed record Request(
        [property: Range(0, 10_000_000)] int Staff, [property: Day] DateOnly EffectiveOn, [property: Name(60)] string? PostKind = null);

    /// <param name="PostKind">The kind of post; null for the whole enterprise.</param>
    /// <param name="Staff">How many people.</param>
    /// <param name="EffectiveOn">The first day that the count is true of.</param>
    /// <param name="RecordedAt">When it was stated, UTC.</param>
    public sealed record StaffCount(string? PostKind, int Staff, DateOnly EffectiveOn, DateTimeOffset RecordedAt) : IVersioned
    {
        // A count never changes. A correction is another count.
        int IVersioned.Version => 1;
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/organisations/{code}/staff-counts", HandleAsync)
        .WithName(nameof(RecordStaffCount)).WithSummary("State an enterprise's staff from a day on (D29)").Allow(Roles.OrgAdmin);

    private static async Task<Results<Created<StaffCount>, Refusal>> HandleAsync(string code, Request request, UnitOfWork work, Act act)
    {
        var decided = await RecordAsync(work, code, request, act);
        if (decided.Thing is not { } stated) return decided.Refusal!;
        return await work.CommitAsync(TypedResults.Created($"/industry-partnership/v1/organisations/{code}/staff-counts", stated));
    }

    /// <summary>Judges and records a count, for a request and for a row of an import.</summary>
    internal static async Task<Decided<StaffCount>> RecordAsync(UnitOfWork work, string code, Request request, Act act)
    {
        if (await OrganisationRow.HoldAsync(work, code) is not { } enterprise) return CommonProblems.NotFound();
        if (act.Caller.Org != code) return Problems.NotYourOrganisation(code);
        if (enterprise.Kind != OrganisationKind.Enterprise) return Problems.NotAnEnterprise(code);
        if (enterprise.State == OrganisationState.Closed) return Problems.OrganisationClosed(code);

        // The guard of D29: a count and the opening of a slot do not overlap.
        var guard = await OrganisationRow.GuardAsync(work, code);
        var stated = new StaffCount(request.PostKind, request.Staff, request.EffectiveOn, act.Now);
        await work.ExecuteAsync(
            """
            INSERT INTO partnership.staff_count (organisation, post_kind, staff, effective_on, recorded_at)
            VALUES (@code, @postKind, @Staff, @EffectiveOn, @RecordedAt)
            """,
            new { code, postKind = stated.PostKind ?? "", stated.Staff, stated.EffectiveOn, stated.RecordedAt });
        // A count has no version of its own, so the guard's number serves.
        var what = $"{request.PostKind ?? "all"}: {request.Staff} from {request.EffectiveOn:O}";
        await work.AuditAsync("staff count", code, guard, "stated", act, what);
        return stated;
    }
}
