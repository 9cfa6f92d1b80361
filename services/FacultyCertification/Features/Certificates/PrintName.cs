using Contracts;
using FacultyCertification.Features.Teachers;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Kernel.Personal;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Certificates;

/// <summary>
/// The teacher office states the holder's name as the institution prints it, and corrects it with a reason (D43, D44). Whoever has the
/// number sees it at the verification.
/// </summary>
public static class PrintName
{
    /// <param name="Name">The holder's name.</param>
    /// <param name="Reason">Why it replaces another name; without one, leave it out.</param>
    public sealed record Request([property: Name(200)] string Name, [property: Text(400)] string? Reason = null);

    /// <param name="Name">The holder's name as it is printed; null if none is stated.</param>
    public sealed record Printed(string? Name);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/certificates/{id:guid}/printed-name", PrintAsync).WithName("PrintName")
            .WithSummary("State the holder's name as it is printed").Allow(Roles.TeacherOffice);
        api.MapGet("/certificates/{id:guid}/printed-name", ReadAsync).WithName("GetPrintedName")
            .WithSummary("Read the holder's name as it is printed");
    }

    private static async Task<Results<Ok<Certificate>, Refusal>> PrintAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await CertificateRow.HoldAsync(work, id, act.Viewer()) is not { } certificate) return CommonProblems.NotFound();
        if (certificate.Institution != act.Caller.Org) return Problems.NotYourCertificate();
        if (await ErasedTeacher.WhyNotAsync(work, certificate.TeacherId) is { } erased) return erased;
        if (certificate.NameId is not null && request.Reason is null) return Problems.NameReasonMissing(id);

        var name = await work.KeepAsync("certificate", id, "printed-name", request.Name, act.Now);
        var printed = certificate with { NameId = name, Version = certificate.Version + 1 };
        var change = new CertificateChange(certificate.NameId is null ? "name printed" : "name corrected", act.Today, request.Reason);
        await CertificateRow.RecordAsync(work, events, printed, change, told: null, act);
        return await work.CommitAsync(TypedResults.Ok(printed.On(act.Today)));
    }

    private static async Task<Results<Ok<Printed>, Refusal>> ReadAsync(Guid id, Db db, Act act, CancellationToken ct)
    {
        if (await CertificateRow.FindAsync(db, id, act.Viewer(), ct) is not { } certificate) return CommonProblems.NotFound();
        return TypedResults.Ok(new Printed(certificate.NameId is { } name ? await PersonalValues.FindAsync(db, name, ct) : null));
    }
}
