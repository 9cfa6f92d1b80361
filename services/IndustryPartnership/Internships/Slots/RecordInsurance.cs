using Contracts;
using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Slots;

/// <summary>
/// The enterprise or the approving institution records news of an opened slot's insurance (D35): ended early, prolonged, or another policy
/// added. It is a fact, so its days are not refused. A start on an uncovered day is refused, and later uncovered days are a risk on the
/// coordinator's board. A policy that learners pay for is still refused. An annulled policy that is recorded again holds again.
/// </summary>
public static class RecordInsurance
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/slots/{id:guid}/insurance", HandleAsync)
        .WithName(nameof(RecordInsurance)).WithSummary("Record a change of an opened slot's insurance")
        .Allow(Roles.InternshipManager, Roles.Coordinator);

    private static async Task<Results<Ok<Slot>, Refusal>> HandleAsync(
        Guid id, Insurance request, UnitOfWork work, RulePacks packs, Act act)
    {
        if (await SlotRow.HoldAsync(work, id, act) is not { } slot) return CommonProblems.NotFound();
        if (WhyNot(slot, request, packs, act) is { } refusal) return refusal;

        var insured = slot.InsuredBy(request);
        await InsuranceRow.RecordAsync(work, insured, request, InsuranceRow.Recorded, replaced: null, act);
        await SlotRow.RecordAsync(work, insured, "insurance recorded", act);
        await Steps.AddAsync(work, id, insured.Version, "insurance recorded", act.Caller.Org, act.Today, act.Now);
        return await work.CommitAsync(TypedResults.Ok(insured.ShownTo(act.Viewer())));
    }

    /// <summary>Why the caller cannot record a policy of a slot; null if they can.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="policy">The policy as it is recorded; null if it is annulled.</param>
    /// <param name="packs">The packs.</param>
    /// <param name="act">Who records it.</param>
    internal static Refusal? WhyNot(Slot slot, Insurance? policy, RulePacks packs, Act act)
    {
        var mayRecord = (slot.Enterprise == act.Caller.Org && act.Caller.Is(Roles.InternshipManager))
            || (slot.ApprovedBy == act.Caller.Org && act.Caller.Is(Roles.Coordinator));
        if (!mayRecord) return Problems.NotYourInsurance(slot);
        if (policy is not null && packs.Of(slot.Facts.LawOn) is { } pack
            && packs.LimitsOf<LiabilityInsurance.Limits>(pack, LiabilityInsurance.Name) is { } limits
            && LiabilityInsurance.JudgePolicy(policy, limits) is { Passes: false } verdict)
        {
            return Problems.InsuranceCharged(verdict);
        }
        return slot.WasOpened ? null : Problems.SlotNotIn(slot, SlotState.Opened);
    }
}
