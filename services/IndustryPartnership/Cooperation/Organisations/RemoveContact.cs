using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>A removed contact is deleted. The audit says only that it existed, and who removed it.</summary>
public static class RemoveContact
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/organisations/{code}/contacts/{id:guid}/removal", HandleAsync)
        .WithName(nameof(RemoveContact)).WithSummary("Delete a contact for good").Allow(Roles.OrgAdmin);

    private static async Task<Results<Ok<KeepContactsResponse>, Refusal>> HandleAsync(string code, Guid id, UnitOfWork work, Act act)
    {
        // Of two concurrent removals, or an edit and a removal, the second sees what the first left.
        if (!await ContactRow.IsSeenAsync(work, code, act.Caller) || await ContactRow.HoldAsync(work, code, id) is not { } held)
        {
            return CommonProblems.NotFound();
        }
        if (act.Caller.Org != code) return Problems.NotYourOrganisation(code);

        var removed = new KeepContactsResponse(id, held.Version + 1);
        await work.ChangeAsync("DELETE FROM partnership.contact WHERE id = @id", new { id });
        await ContactValues.ForgetAsync(work, [$"{id}"]);
        await work.AuditAsync("contact", id, removed.Version, "removed", act);
        return await work.CommitAsync(TypedResults.Ok(removed));
    }
}
