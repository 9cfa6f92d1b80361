using System.ComponentModel.DataAnnotations;
using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>
/// An organisation keeps the contacts of its desks. A removed contact is deleted. The audit says only that it existed, and who removed it.
/// </summary>
public static class KeepContacts
{
    /// <param name="Desk">The responsibility.</param>
    /// <param name="Name">The person's name, or the office's.</param>
    /// <param name="Email">The e-mail address.</param>
    /// <param name="Phone">The number to call.</param>
    public sealed record Request(
        [property: OneOf("agreements", "internships", "teachers", "general")] string Desk,
        [property: Name(200)] string Name,
        [property: Code(254), EmailAddress] string Email,
        [property: Name(40)] string? Phone = null);

    /// <summary>The contact without personal data, because a reply is kept under its idempotency key for 30 days.</summary>
    /// <param name="Id">The contact's identity.</param>
    /// <param name="Version">Its version.</param>
    public sealed record Response(Guid Id, int Version) : IVersioned;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/organisations/{code}/contacts", AddAsync).WithName("AddContact")
            .WithSummary("Add a contact").Allow(Roles.OrgAdmin);
        api.MapPut("/organisations/{code}/contacts/{id:guid}", EditAsync).WithName("EditContact")
            .WithSummary("Change a contact").Allow(Roles.OrgAdmin);
        api.MapPost("/organisations/{code}/contacts/{id:guid}/removal", RemoveAsync).WithName("RemoveContact")
            .WithSummary("Delete a contact for good").Allow(Roles.OrgAdmin);
        api.MapGet("/organisations/{code}/contacts", ListAsync).WithName("ListContacts")
            .WithSummary("Read the contacts of your organisation, or of one that you have an agreement with").Allow(ContactRow.Readers);
    }

    private static async Task<Results<Created<Response>, Refusal>> AddAsync(string code, Request request, UnitOfWork work, Act act)
    {
        // Lock its own row first, so that it is not closed meanwhile.
        if (await OrganisationRow.HoldAsync(work, code) is not { } organisation) return CommonProblems.NotFound();
        if (act.Caller.Org != code) return Problems.NotYourOrganisation(code);
        if (organisation.State == OrganisationState.Closed) return Problems.OrganisationClosed(code);

        var id = Guid.CreateVersion7();
        await work.ExecuteAsync(
            """
            INSERT INTO partnership.contact (id, organisation, desk, name, email, phone, version, created_at)
            VALUES (@id, @code, @Desk, @Name, @Email, @Phone, 1, @Now)
            """,
            new { id, code, request.Desk, request.Name, request.Email, request.Phone, act.Now });
        await work.AuditAsync("contact", id, 1, "added", act);
        return await work.CommitAsync(TypedResults.Created(
            $"/industry-partnership/v1/organisations/{code}/contacts", new Response(id, 1)));
    }

    private static async Task<Results<Ok<Contact>, Refusal>> EditAsync(
        string code, Guid id, Request request, IfMatch ifMatch, UnitOfWork work, Act act)
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
        await work.ChangeAsync(
            """
            UPDATE partnership.contact
            SET desk = @Desk, name = @Name, email = @Email, phone = @Phone, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new { edited.Id, edited.Desk, edited.Name, edited.Email, edited.Phone, edited.Version });
        await work.AuditAsync("contact", id, edited.Version, "edited", act);
        return await work.CommitAsync(TypedResults.Ok(edited));
    }

    private static async Task<Results<Ok<Response>, Refusal>> RemoveAsync(string code, Guid id, UnitOfWork work, Act act)
    {
        // Of two concurrent removals, or an edit and a removal, the second sees what the first left.
        if (!await ContactRow.IsSeenAsync(work, code, act.Caller) || await ContactRow.HoldAsync(work, code, id) is not { } held)
        {
            return CommonProblems.NotFound();
        }
        if (act.Caller.Org != code) return Problems.NotYourOrganisation(code);

        var removed = new Response(id, held.Version + 1);
        await work.ChangeAsync("DELETE FROM partnership.contact WHERE id = @id", new { id });
        await work.AuditAsync("contact", id, removed.Version, "removed", act);
        return await work.CommitAsync(TypedResults.Ok(removed));
    }

    private static async Task<Results<Ok<Page<Contact>>, Refusal>> ListAsync(
        string code, HttpContext http, Paging paging, Db db, Act act, CancellationToken ct,
        [OneOf("agreements", "internships", "teachers", "general")] string? desk = null)
    {
        if (!await ContactRow.IsSeenAsync(db, code, act.Caller, ct)) return CommonProblems.NotFound();
        var rows = await db.QueryAsync<ContactRow>(
            "SELECT " + ContactRow.Columns +
            """
             FROM partnership.contact
            WHERE organisation = @code AND (@desk IS NULL OR desk = @desk) AND seq > @After
            ORDER BY seq
            """ + " " + Db.Page,
            new { code, desk, paging.After, limit = paging.Limit }, ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.Show());
    }
}
