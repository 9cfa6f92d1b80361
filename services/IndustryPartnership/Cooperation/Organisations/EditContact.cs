using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>An organisation changes one of its contacts.</summary>
public static class EditContact
{
    public static void Map(RouteGroupBuilder api) => api.MapPut("/organisations/{code}/contacts/{id:guid}", HandleAsync)
        .WithName(nameof(EditContact)).WithSummary("Change a contact").Allow(Roles.OrgAdmin);

    private static async Task<Results<Ok<Contact>, Refusal>> HandleAsync(
        string code, Guid id, KeepContactsRequest request, IfMatch ifMatch, UnitOfWork work, Act act)
    {
        if (!await ContactRow.IsSeenAsync(work, code, act.Caller)
            || await OrganisationRow.HoldAsync(work, code) is not { } organisation
            || await ContactRow.HoldAsync(work, code, id) is not { } held)
        {
            return CommonProblems.NotFound();
        }
        if (act.Caller.Org != code) return Problems.NotYourOrganisation(code);
        if (organisation.State == OrganisationState.Closed) return Problems.OrganisationClosed(code);
        if (held.Version != ifMatch.Version) return CommonProblems.PreconditionFailed(held.Version);

        var edited = new Contact(id, request.Desk, request.Name, request.Email, request.Phone, held.Version + 1);
        var values = await ContactValues.KeepAsync(work, $"{id}", edited.Name, edited.Email, edited.Phone, act);
        await work.ChangeAsync(
            """
            UPDATE partnership.contact
            SET desk = @Desk, name_id = @NameId, email_id = @EmailId, phone_id = @PhoneId, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new { edited.Id, edited.Desk, values.NameId, values.EmailId, values.PhoneId, edited.Version });
        await work.AuditAsync("contact", id, edited.Version, "edited", act);
        return await work.CommitAsync(TypedResults.Ok(edited));
    }
}
