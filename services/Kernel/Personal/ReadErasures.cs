using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kernel.Personal;

/// <summary>The institution lists the requests that it decides. It and the person read a single one.</summary>
internal static class ReadErasures
{
    public static void Map(RouteGroupBuilder api, string[]? roles)
    {
        api.MapGet("/erasures", ListAsync).WithName("ListErasures").WithSummary("List the requests for erasure at your institution")
            .AllowPersons(roles);
        api.MapGet("/erasures/{id:guid}", GetAsync).WithName("GetErasure").WithSummary("Read a request for erasure").AllowPersons(roles);
    }

    private static async Task<Ok<Page<Erasure>>> ListAsync(
        HttpContext http, Paging paging, Db db, DataSubjects subjects, Caller caller, CancellationToken ct)
    {
        // A person decides no request, and no institution has an empty code.
        var institution = subjects.IsOfficer(caller) ? caller.Org : "";
        var rows = await ErasureRow.OfInstitutionAsync(db, institution, paging, ct);
        return paging.Reply(http, rows, row => row.Seq, row => row);
    }

    private static async Task<Results<Ok<Erasure>, Refusal>> GetAsync(Guid id, Db db, DataSubjects subjects, Act act) =>
        await subjects.FindErasureAsync(db, id, act) is { } found ? TypedResults.Ok(found.Erasure) : CommonProblems.NotFound();
}
