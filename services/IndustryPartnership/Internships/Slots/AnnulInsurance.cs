using Contracts;
using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Slots;

/// <summary>
/// The enterprise or the approving institution annuls the record of a policy of an opened slot (D35, D43). The policy is void
/// from its first day on, or was recorded in error. It covers no day any more; the former record stays readable.
/// </summary>
public static class AnnulInsurance
{
    /// <param name="Insurer">The insurer, as it was recorded.</param>
    /// <param name="PolicyNumber">The policy's number, as it was recorded.</param>
    /// <param name="Reason">Why it never held; kept in the audit.</param>
    public sealed record Request(
        [property: Name(200)] string Insurer, [property: Name(100)] string PolicyNumber, [property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/slots/{id:guid}/insurance/annulment", HandleAsync)
        .WithName(nameof(AnnulInsurance)).WithSummary("Annul an insurance of an opened slot, with a reason")
        .Allow(Roles.InternshipManager, Roles.Coordinator);

    private static async Task<Results<Ok<Slot>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, RulePacks packs, Act act)
    {
        if (await SlotRow.HoldAsync(work, id, act) is not { } slot) return CommonProblems.NotFound();
        if (RecordInsurance.WhyNot(slot, policy: null, packs, act) is { } refusal) return refusal;
        var current = InsuranceRow.Current(await InsuranceRow.OfAsync(work, id));
        var annulled = current.FirstOrDefault(row => (row.Insurer, row.PolicyNumber) == (request.Insurer, request.PolicyNumber));
        if (annulled is null) return Problems.InsuranceUnknown(request.Insurer, request.PolicyNumber, current);

        var left = slot.WithoutInsurance(annulled.Show());
        await InsuranceRow.RecordAsync(work, left, annulled.Show(), InsuranceRow.Annulled, annulled.Seq, act);
        await SlotRow.RecordAsync(work, left, "insurance annulled", act, request.Reason);
        await Steps.AddAsync(work, id, left.Version, "insurance annulled", act.Caller.Org, act.Today, act.Now);
        return await work.CommitAsync(TypedResults.Ok(left.ShownTo(act.Viewer())));
    }
}
