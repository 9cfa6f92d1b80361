using Contracts;
using FacultyCertification.Features.Teachers;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Qualifications;

/// <summary>The teacher office records a qualification of a teacher whom the institution employs (D14).</summary>
public static class RecordQualification
{
    /// <param name="Name">Its name.</param>
    /// <param name="Issuer">Who issued it.</param>
    /// <param name="IssuedOn">The day of issue, not in the future.</param>
    /// <param name="DocumentHash">SHA-256 of the document, in lower-case hexadecimal.</param>
    public sealed record Request(
        [property: Name(200)] string Name, [property: Name(200)] string Issuer, [property: Day] DateOnly IssuedOn,
        [property: Hash] string DocumentHash);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/teachers/{id:guid}/qualifications", HandleAsync)
        .WithName(nameof(RecordQualification)).WithSummary("Record a qualification of a teacher").Allow(Roles.TeacherOffice);

    private static async Task<Results<Created<Qualification>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        if (await TeacherRow.FindAsync(work, id, act.Viewer()) is not { } teacher) return CommonProblems.NotFound();
        if (request.IssuedOn > act.Today) return Problems.IssuedInFuture(request.IssuedOn, act.Today);

        var recorded = new Qualification
        {
            Id = Guid.CreateVersion7(),
            TeacherId = teacher.Id,
            RecordedBy = teacher.Institution,
            Name = request.Name,
            Issuer = request.Issuer,
            IssuedOn = request.IssuedOn,
            DocumentHash = request.DocumentHash,
            WithdrawalReason = null,
            Version = 1,
        };
        await QualificationRow.AddAsync(work, recorded, act);
        return await work.CommitAsync(TypedResults.Created($"/faculty-certification/v1/qualifications/{recorded.Id}", recorded));
    }
}
