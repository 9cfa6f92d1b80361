using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Certificates;

/// <summary>Everybody with a token reads the types of certificates.</summary>
public static class ReadXCertificateTypes
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/x-certificate-types", ListAsync)
            .WithName("ListXCertificateTypes").WithSummary("List types of X-certificates");
        api.MapGet("/x-certificate-types/{code}", GetAsync)
            .WithName("GetXCertificateType").WithSummary("Read a type of X-certificate");
    }

    private static async Task<Ok<Page<XCertificateType>>> ListAsync(HttpContext http, Paging paging, Db db, CancellationToken ct)
    {
        var rows = await paging.ReadAsync<XCertificateTypeRow>(
            db,
            $"""
            {XCertificateTypeRow.Select}
            """,
            null, ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.ToReply());
    }

    private static async Task<Results<Ok<XCertificateType>, Refusal>> GetAsync(string code, Db db, CancellationToken ct) =>
        await XCertificateTypeRow.FindAsync(db, code, ct) is { } type ? TypedResults.Ok(type) : CommonProblems.NotFound();
}
