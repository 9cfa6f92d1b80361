using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Certificates;

/// <summary>The teacher office and the panel of the institution read certificates, and each holder their own.</summary>
public static class ReadCertificates
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/certificates", ListAsync).WithName("ListCertificates").WithSummary("List the certificates of your institution")
            .Allow(Roles.TeacherOffice, Roles.Panel);
        api.MapGet("/certificates/{id:guid}", GetAsync).WithName("GetCertificate").WithSummary("Read a certificate");
        api.MapGet("/certificates/{id:guid}/suspensions", ListSuspensionsAsync).WithName("ListSuspensions")
            .WithSummary("List the suspensions of a certificate, with corrections");
        api.MapGet("/certificates/{id:guid}/records", ListRecordsAsync).WithName("ListCertificateRecords")
            .WithSummary("List what was recorded of a certificate, with corrections");
    }

    private static async Task<Ok<Page<Certificate>>> ListAsync(
        HttpContext http, Paging paging, [AsParameters] CertificateFilter filter, Db db, Act act, CancellationToken ct)
    {
        var viewer = act.Viewer();
        var rows = await paging.ReadAsync<Certificate>(
            db,
            $"""
            {CertificateRow.Select}
            WHERE {CertificateFilter.Sql}
                AND {CertificateRow.VisibleToOffice}
            """,
            new
            {
                viewer.Office,
                filter.State,
                filter.Level,
                filter.TeacherId,
                filter.StaffNumber,
                OfPerson = filter.Person,
                filter.Unit,
                act.Today,
            }, ct);
        var certificates = await SuspensionRow.AddAsync(db, rows, ct);
        return paging.Reply(http, certificates, certificate => certificate.Seq, certificate => certificate.On(act.Today));
    }

    private static async Task<Results<Ok<Certificate>, Refusal>> GetAsync(Guid id, Db db, Act act, CancellationToken ct) =>
        await CertificateRow.FindAsync(db, id, act.Viewer(), ct) is { } found
            ? TypedResults.Ok(found.On(act.Today))
            : CommonProblems.NotFound();

    private static async Task<Results<Ok<Page<Suspension>>, Refusal>> ListSuspensionsAsync(
        Guid id, HttpContext http, Paging paging, Db db, Act act, CancellationToken ct)
    {
        if (await CertificateRow.FindAsync(db, id, act.Viewer(), ct) is not { } certificate) return CommonProblems.NotFound();
        var suspensions = await SuspensionRow.OfAsync(db, certificate, paging, ct);
        return paging.Reply(http, suspensions, suspension => suspension.Seq, suspension => suspension);
    }

    private static async Task<Results<Ok<Page<CertificateRecord>>, Refusal>> ListRecordsAsync(
        Guid id, HttpContext http, Paging paging, Db db, Act act, CancellationToken ct)
    {
        if (await CertificateRow.FindAsync(db, id, act.Viewer(), ct) is not { } certificate) return CommonProblems.NotFound();
        var facts = await FactRow.OfAsync(db, certificate.Id, paging, ct);
        var days = await FactRow.DaysAsync(db, certificate.Id, ct);
        return paging.Reply(http, facts, fact => fact.Seq, fact => fact.ToReply(days[fact.Version]));
    }
}
