using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>An organisation adds a contact at one of its desks.</summary>
public static class AddContact
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/organisations/{code}/contacts", HandleAsync)
        .WithName(nameof(AddContact)).WithSummary("Add a contact").Allow(Roles.OrgAdmin);

    private static async Task<Results<Created<KeepContactsResponse>, Refusal>> HandleAsync(
        string code, KeepContactsRequest request, UnitOfWork work, Act act)
    {
        // Lock its own row first, so that it is not closed meanwhile.
        if (await OrganisationRow.HoldAsync(work, code) is not { } organisation) return CommonProblems.NotFound();
        if (act.Caller.Org != code) return Problems.NotYourOrganisation(code);
        if (organisation.State == OrganisationState.Closed) return Problems.OrganisationClosed(code);

        var id = Guid.CreateVersion7();
        var values = await ContactValues.KeepAsync(work, $"{id}", request.Name, request.Email, request.Phone, act);
        await work.ExecuteAsync(
            """
            INSERT INTO partnership.contact (id, organisation, desk, name_id, email_id, phone_id, version, created_at)
            VALUES (@id, @code, @Desk, @NameId, @EmailId, @PhoneId, 1, @Now)
            """,
            new { id, code, request.Desk, values.NameId, values.EmailId, values.PhoneId, act.Now });
        await work.AuditAsync("contact", id, 1, "added", act);
        return await work.CommitAsync(TypedResults.Created(
            $"/industry-partnership/v1/organisations/{code}/contacts", new KeepContactsResponse(id, 1)));
    }
}
