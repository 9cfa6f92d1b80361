using System.ComponentModel.DataAnnotations;
using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Certificates;

/// <summary>
/// The organisation that defined a type of certificate corrects its names, or adds a level. The former values stay readable (D43).
/// </summary>
public static class CorrectXCertificateType
{
    /// <param name="Reason">The reason.</param>
    /// <param name="Name">The right name of the certificate.</param>
    /// <param name="EvaluatorName">The right name of the evaluation organisation.</param>
    /// <param name="Levels">The right levels from the lowest; recorded certificates may have the present ones, so these stay.</param>
    public sealed record Request(
        [property: Text(400)] string Reason,
        [property: Name(200)] string Name,
        [property: Name(200)] string EvaluatorName,
        [property: Code, MinLength(1), MaxLength(9)] IReadOnlyList<string> Levels);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/x-certificate-types/{code}/corrections", HandleAsync)
        .WithName(nameof(CorrectXCertificateType)).WithSummary("Correct a type of X-certificate")
        .Allow(Roles.Registrar, Roles.Authority);

    private static async Task<Results<Ok<XCertificateType>, Refusal>> HandleAsync(string code, Request request, UnitOfWork work, Act act)
    {
        if (await XCertificateTypeRow.FindAsync(work, code) is not { } type) return CommonProblems.NotFound();
        if (type.DefinedBy != act.Caller.Org) return CommonProblems.NotByThisParty("the organisation that defined the type");
        if (request.Levels.Distinct(StringComparer.Ordinal).Count() < request.Levels.Count) return Problems.LevelTwice(request.Levels);
        if (type.Levels.Except(request.Levels).ToList() is { Count: > 0 } lost) return Problems.LevelLost(type.Levels, lost);

        if (type.Name == request.Name && type.EvaluatorName == request.EvaluatorName && type.Levels.SequenceEqual(request.Levels))
        {
            return Problems.NothingToCorrect(new { type.Name, type.EvaluatorName, type.Levels });
        }

        var corrected = type.CorrectedTo(request, act.Today);
        await XCertificateTypeRow.RecordAsync(work, corrected, act, request.Reason);
        return await work.CommitAsync(TypedResults.Ok(corrected));
    }
}
