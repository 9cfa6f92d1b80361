using Contracts;
using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Slots;

/// <summary>
/// The enterprise or the approving institution corrects a recorded policy of an opened slot, with a reason: insurer, number, days (D35,
/// D43). The former record stays readable.
/// </summary>
public static class CorrectInsurance
{
    /// <param name="Insurer">The insurer, as it was recorded.</param>
    /// <param name="PolicyNumber">The policy's number, as it was recorded.</param>
    /// <param name="Insurance">The correct policy.</param>
    /// <param name="Reason">Why the record was wrong; kept in the audit.</param>
    public sealed record Request(
        [property: Name(200)] string Insurer, [property: Name(100)] string PolicyNumber, Insurance Insurance,
        [property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/slots/{id:guid}/insurance/correction", HandleAsync)
        .WithName(nameof(CorrectInsurance)).WithSummary("Correct a recorded insurance of an opened slot, with a reason")
        .Allow(Roles.InternshipManager, Roles.Coordinator);

    private static async Task<Results<Ok<Slot>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, RulePacks packs, Act act)
    {
        if (await SlotRow.HoldAsync(work, id, act) is not { } slot) return CommonProblems.NotFound();
        if (RecordInsurance.WhyNot(slot, request.Insurance, packs, act) is { } refusal) return refusal;
        var current = InsuranceRow.Current(await InsuranceRow.OfAsync(work, id));
        var former = current.FirstOrDefault(row => (row.Insurer, row.PolicyNumber) == (request.Insurer, request.PolicyNumber));
        if (former is null) return Problems.InsuranceUnknown(request.Insurer, request.PolicyNumber, current);
        if (current.Any(row => row != former && row.Show().IsSameAs(request.Insurance)))
        {
            return Problems.InsuranceTaken(request.Insurance, request.Insurer, request.PolicyNumber);
        }

        var corrected = slot.InsuredBy(request.Insurance, former.Show());
        await InsuranceRow.RecordAsync(work, corrected, request.Insurance, InsuranceRow.Corrected, former.Seq, act);
        await SlotRow.RecordAsync(work, corrected, "insurance corrected", act, request.Reason);
        await Steps.AddAsync(work, id, corrected.Version, "insurance corrected", act.Caller.Org, act.Today, act.Now);
        return await work.CommitAsync(TypedResults.Ok(corrected.ShownTo(act.Viewer())));
    }
}
