using System.ComponentModel.DataAnnotations;
using Contracts;
using Contracts.IndustryPartnership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Certificates;

/// <summary>A registrar or an authority adds a type of certificate, with its levels and its evaluation organisation (D21).</summary>
public static class DefineXCertificateType
{
    /// <summary>The levels of 1+X, unless a type states its own.</summary>
    internal static readonly string[] UsualLevels = ["junior", "intermediate", "senior"];

    /// <param name="Code">Its identity: letters, digits and hyphens. It never changes.</param>
    /// <param name="Name">The certificate's name.</param>
    /// <param name="Evaluator">
    /// The code of the evaluation organisation, which need not be registered here. It never changes.
    /// </param>
    /// <param name="EvaluatorName">The evaluation organisation's name.</param>
    /// <param name="Levels">Its levels from the lowest, 1 to 9; junior, intermediate and senior by default.</param>
    public sealed record Request(
        [property: Code(40, Pattern = "^[0-9A-Za-z-]{1,40}$")] string Code,
        [property: Name(200)] string Name,
        [property: Code] string Evaluator,
        [property: Name(200)] string EvaluatorName,
        [property: Code, MinLength(1), MaxLength(9)] IReadOnlyList<string>? Levels = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/x-certificate-types", HandleAsync)
        .WithName(nameof(DefineXCertificateType)).WithSummary("Define a type of X-certificate").Allow(Roles.Registrar, Roles.Authority);

    private static async Task<Results<Created<XCertificateType>, Refusal>> HandleAsync(Request request, UnitOfWork work, Act act)
    {
        var levels = request.Levels ?? UsualLevels;
        if (levels.Distinct(StringComparer.Ordinal).Count() < levels.Count) return Problems.LevelTwice(levels);
        var kind = await work.FindAsync<string>(
            "SELECT kind FROM enrollment.organisation WHERE code = @Evaluator", new { request.Evaluator });
        // An organisation that awards degrees issues no X: the two stand beside each other.
        if (kind is not null && OrganisationKind.IsInstitution(kind)) return Problems.NotAnEvaluator(request.Evaluator, kind);

        var defined = new XCertificateType
        {
            Code = request.Code,
            Name = request.Name,
            Evaluator = request.Evaluator,
            EvaluatorName = request.EvaluatorName,
            Levels = levels,
            DefinedBy = act.Caller.Org,
            Former = [],
            Version = 1,
        };
        if (!await XCertificateTypeRow.TryAddAsync(work, defined, act)) return Problems.XCertificateTypeTaken(request.Code);
        return await work.CommitAsync(TypedResults.Created($"/enrollment/v1/x-certificate-types/{request.Code}", defined));
    }
}
