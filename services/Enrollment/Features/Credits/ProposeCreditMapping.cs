using Contracts;
using Enrollment.Features.Articulations;
using Enrollment.Features.Certificates;
using Enrollment.Features.Equivalences;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Credits;

/// <summary>
/// A registrar of either institution proposes the next version of an articulation's mapping (D12). A version for an earlier day corrects
/// the one before; what rests on that stays, and is a risk until somebody decides (D43).
/// </summary>
public static class ProposeCreditMapping
{
    /// <param name="ValidFrom">The first day of enrolment to which it applies.</param>
    /// <param name="Terms">What earns what, and the cap.</param>
    /// <param name="Reason">Why it is proposed.</param>
    public sealed record Request([property: Day] DateOnly ValidFrom, MappingTerms Terms, [property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/articulations/{id:guid}/credit-mappings", HandleAsync)
        .WithName(nameof(ProposeCreditMapping)).WithSummary("Propose a mapping of an articulation's credit").Allow(Roles.Registrar);

    private static async Task<Results<Created<CreditMapping>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        if (await ArticulationRow.HoldAsync(work, id, act.Viewer()) is not { } articulation) return CommonProblems.NotFound();
        if (!articulation.IsOf(act.Caller.Org)) return Problems.NotYourArticulation();
        if (await WhyNotAsync(work, articulation, request.Terms.Lines) is { } refused) return refused;

        var proposed = new CreditMapping
        {
            Id = Guid.CreateVersion7(),
            ArticulationId = id,
            Number = 1 + await work.SingleAsync<int>(
                "SELECT COUNT(*) FROM enrollment.credit_mapping WHERE articulation_id = @id", new { id }),
            ValidFrom = request.ValidFrom,
            Terms = request.Terms,
            Reason = request.Reason,
            State = ProposalState.Proposed,
            ProposedBy = act.Caller.Org,
            DecidedOn = null,
            RefusalReason = null,
            Version = 1,
        };
        await CreditMappingRow.AddAsync(work, proposed, act);
        return await work.CommitAsync(TypedResults.Created($"/enrollment/v1/credit-mappings/{proposed.Id}", proposed));
    }

    private static async Task<Refusal?> WhyNotAsync(UnitOfWork work, Articulation articulation, IReadOnlyList<MappingLine> lines)
    {
        if (lines.GroupBy(line => line.Code).FirstOrDefault(same => same.Count() > 1) is { } twice) return Problems.LineTwice(twice.Key);
        foreach (var line in lines)
        {
            if (MappingLineFit.Judge(line) is { Passes: false } unfit) return Problems.LineUnfit(unfit);
            string[] majors = [articulation.FromMajor, articulation.ToMajor];
            if (line.Major is not null && !majors.Contains(line.Major)) return Problems.LineOfAnotherMajor(line.Code, line.Major, majors);
            if (line.Type is null) continue;
            if (await XCertificateTypeRow.FindAsync(work, line.Type) is not { } type) return Problems.NoSuchXCertificateType(line.Type);
            if (!type.Levels.Contains(line.Level!)) return Problems.NoSuchLevel(type, line.Level!);
        }
        return null;
    }
}
