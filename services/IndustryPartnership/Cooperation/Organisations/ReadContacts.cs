using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>An organisation, its partners and authorities read its contacts.</summary>
public static class ReadContacts
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/organisations/{code}/contacts", ListAsync).WithName("ListContacts")
        .WithSummary("Read the contacts of your organisation, or of one that you have an agreement with").Allow(ContactRow.Readers);

    private static async Task<Results<Ok<Page<Contact>>, Refusal>> ListAsync(
        string code, HttpContext http, Paging paging, Db db, Act act, CancellationToken ct,
        [OneOf("agreements", "internships", "teachers", "general")] string? desk = null)
    {
        if (!await ContactRow.IsSeenAsync(db, code, act.Caller, ct)) return CommonProblems.NotFound();
        var rows = await paging.ReadAsync<ContactRow>(
            db,
            ContactRow.Select + " WHERE c.organisation = @code AND (@desk IS NULL OR c.desk = @desk)",
            new { code, desk }, ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.Show());
    }
}
