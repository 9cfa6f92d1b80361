using Contracts;
using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Slots;

/// <summary>
/// A verified enterprise writes a slot, and changes it until it is opened. A change needs a new approval, unless it only reduces places or
/// keeps days within the approved ones. Such a slot stays approved, and is judged at once (D37).
/// </summary>
public static partial class WriteSlot
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/slots", DraftAsync).WithName("DraftSlot").WithSummary("Draft an internship slot").Allow(Roles.InternshipManager);
        api.MapPut("/slots/{id:guid}", EditAsync).WithName("EditSlot").WithSummary("Change a slot that is not open yet")
            .Allow(Roles.InternshipManager);
    }

    private static async Task<Results<Created<Slot>, Refusal>> DraftAsync(Request request, UnitOfWork work, Act act)
    {
        var filings = await NameFilings.OfEnterpriseAsync(work, request.Terms.Filings, act.Caller.Org);
        if (await WhyNotAsync(work, request, filings, act.Caller.Org) is { } problem) return problem;

        var drafted = Slot.DraftedBy(act.Caller.Org, request).Naming(filings);
        if (!await SlotRow.AddAsync(work, drafted, act)) return Cooperation.Problems.EnterpriseNotVerified(act.Caller.Org, "D37");
        await Steps.AddAsync(work, drafted.Id, drafted.Version, "slot written", act.Caller.Org, act.Today, act.Now);
        return await work.CommitAsync(
            TypedResults.Created($"/industry-partnership/v1/slots/{drafted.Id}", drafted.ShownTo(act.Viewer())));
    }

    private static async Task<Results<Ok<Slot>, Refusal>> EditAsync(
        Guid id, Request request, IfMatch ifMatch, UnitOfWork work, RulePacks packs, Act act)
    {
        if (await SlotRow.HoldAsync(work, id, act) is not { } slot) return CommonProblems.NotFound();
        if (slot.Enterprise != act.Caller.Org) return Problems.NotYourSlot(slot);
        var filings = await NameFilings.OfEnterpriseAsync(work, request.Terms.Filings, slot.Enterprise);
        if (await WhyNotAsync(work, request, filings, slot.Enterprise) is { } problem) return problem;
        if (slot.Version != ifMatch.Version) return CommonProblems.PreconditionFailed(slot.Version);
        if (!SlotState.Written.Contains(slot.State)) return Problems.SlotNotIn(slot, SlotState.Written);
        var staysApproved = slot.IsWithinApproval(request);
        var edited = slot.EditedTo(request, staysApproved).Naming(filings);
        if (staysApproved && await SlotJudgement.WhyUnlawfulAsync(work, packs, edited, edited.ApprovedBy, act.Today) is { } unlawful)
        {
            return unlawful;
        }

        await SlotRow.RecordAsync(work, edited, "edited", act);
        await SlotRow.WriteSearchAsync(work, edited, act);
        return await work.CommitAsync(TypedResults.Ok(edited.ShownTo(act.Viewer())));
    }

    // A slot may name only what exists: a base of the enterprise, organisations that may sign, filings recorded for it.
    private static async Task<Refusal?> WhyNotAsync(UnitOfWork work, Request request, IReadOnlyList<Filed> filings, string enterprise)
    {
        var problem = await SlotBase.WhyNotPartyAsync(work, request.BaseId, enterprise, request.EndsOn)
            ?? await WhyCannotSignAsync(work, request.Terms.CoSignatories, enterprise);
        if (problem is not null) return problem;
        return NameFilings.Unknown(request.Terms.Filings, filings) is { Count: > 0 } unknown
            ? Problems.FilingsUnknown(unknown, new { terms = new { filings = filings.Select(filing => filing.Id) } })
            : null;
    }

    // Unknown or closed organisations cannot co-sign, and the enterprise signs anyway (D31).
    private static async Task<Refusal?> WhyCannotSignAsync(UnitOfWork work, IReadOnlyList<string> coSignatories, string enterprise)
    {
        List<string> asked = [.. coSignatories.Distinct()];
        if (asked.Count == 0) return null;
        var known = await work.QueryAsync<string>(
            """
            SELECT code FROM partnership.organisation
            WHERE code IN @asked AND code <> @enterprise AND state <> 'closed'
            ORDER BY code
            """,
            new { asked, enterprise });
        return known.Count == asked.Count ? null : Problems.CannotCoSign(asked.Except(known), known);
    }
}
