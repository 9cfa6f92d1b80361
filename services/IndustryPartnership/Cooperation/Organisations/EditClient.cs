using System.ComponentModel.DataAnnotations;
using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>
/// An organisation corrects the name, purpose and contact of its client (D43). For other roles it asks for another client.
/// </summary>
public static class EditClient
{
    /// <param name="Name">The name of the system.</param>
    /// <param name="Purpose">What it is for.</param>
    /// <param name="ContactName">Whom the authority asks: a person's name, or an office's.</param>
    /// <param name="ContactEmail">The e-mail address of the contact.</param>
    /// <param name="ContactPhone">The number to call.</param>
    public sealed record Request(
        [property: Name(100)] string Name,
        [property: Text(400)] string Purpose,
        [property: Name(200)] string ContactName,
        [property: Code(254), EmailAddress] string ContactEmail,
        [property: Name(40)] string? ContactPhone = null);

    public static void Map(RouteGroupBuilder api) => api.MapPut("/clients/{id:guid}", HandleAsync)
        .WithName(nameof(EditClient)).WithSummary("Correct a client's name, purpose and contact (D43)").Allow(Roles.OrgAdmin);

    private static async Task<Results<Ok<Client>, Refusal>> HandleAsync(
        Guid id, Request request, IfMatch ifMatch, UnitOfWork work, Act act)
    {
        if (await ClientRow.FindOwnAsync(work, id, act.Caller) is not { } held) return CommonProblems.NotFound();
        if (held.Version != ifMatch.Version) return CommonProblems.PreconditionFailed(held.Version);
        if (!held.IsOpen) return Problems.ClientNotIn(held, ClientState.Asked, ClientState.Granted);

        var contact = await ContactValues.KeepAsync(
            work, ContactValues.OfClient(id), request.ContactName, request.ContactEmail, request.ContactPhone, act);
        var edited = held with
        {
            Name = request.Name,
            Purpose = request.Purpose,
            ContactNameId = contact.NameId,
            ContactEmailId = contact.EmailId,
            ContactPhoneId = contact.PhoneId,
            Version = held.Version + 1,
        };
        await ClientRow.RecordAsync(work, edited, "edited", act);
        return await work.CommitAsync(TypedResults.Ok(edited.ToReply()));
    }
}
