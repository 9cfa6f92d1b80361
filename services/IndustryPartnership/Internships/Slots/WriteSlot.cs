using System.Text.Json;
using Contracts;
using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Slots;

/// <summary>
/// A verified enterprise writes a slot, and changes it until it is opened. A change asks for approval anew, unless it is to fewer places,
/// or to days within the approved ones,
/// and to nothing else: such a slot stays approved, and is judged at once (D37).
/// </summary>
public static partial class WriteSlot
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/slots", DraftAsync).WithName("DraftSlot").WithSummary("Draft an internship slot").Allow(Roles.InternshipManager);
        api.MapPut("/slots/{id:guid}", EditAsync).WithName("EditSlot").WithSummary("Change a slot that is not open yet").Allow(Roles.InternshipManager);
    }

    private static async Task<Results<Created<Slot>, Refusal>> DraftAsync(Request request, UnitOfWork work, Caller caller, Today today, TimeProvider clock)
    {
        if (await SlotBase.WhyNotPartyAsync(work, request.BaseId, caller.Org, request.EndsOn) is { } problem) return problem;
        if (await WhyCannotSignAsync(work, request, caller.Org) is { } stranger) return stranger;
        if (await NameFilings.WhyUnknownAsync(work, request.Filings, caller.Org) is { } unknown) return unknown;
        var id = Guid.CreateVersion7();
        var drafted = await work.ExecuteAsync(
            """
            INSERT INTO partnership.slot (id, enterprise, title, post_kind, capacity, placed, starts_on, ends_on, base_id, state, version, created_at)
            SELECT @id, code, @Title, @PostKind, @Capacity, 0, @StartsOn, @EndsOn, @BaseId, 'draft', 1, @now
            FROM partnership.organisation WHERE code = @Org AND kind = 'enterprise' AND state = 'verified'
            """,
            new { id, request.Title, request.PostKind, request.Capacity, request.StartsOn, request.EndsOn, request.BaseId, caller.Org, now = clock.GetUtcNow() });
        if (drafted == 0) return Cooperation.Problems.EnterpriseNotVerified(caller.Org, "D37");

        await SlotRow.WriteMajorsAsync(work, id, request.Majors);
        await SlotTermsRow.WriteAsync(work, id, request.Facts());
        await work.AuditAsync("slot", id, 1, "drafted", caller);
        await Steps.AddAsync(work, id, 1, "slot written", caller.Org, today.Value, clock.GetUtcNow());
        return await work.CommitAsync(TypedResults.Created($"/industry-partnership/v1/slots/{id}", (await SlotRow.FindAsync(work, id, caller.Org, today.Value))!));
    }

    private static async Task<Results<Ok<Slot>, Refusal>> EditAsync(
        Guid id, Request request, IfMatch ifMatch, UnitOfWork work, Caller caller, RulePacks packs, Today today)
    {
        if (await SlotRow.FindAsync(work, id, caller.Org, today.Value) is not { } found) return CommonProblems.NotFound();
        if (found.Enterprise != caller.Org) return Problems.NotYourSlot(found);
        if (await SlotBase.WhyNotPartyAsync(work, request.BaseId, caller.Org, request.EndsOn) is { } problem) return problem;
        if (await WhyCannotSignAsync(work, request, caller.Org) is { } stranger) return stranger;
        if (await NameFilings.WhyUnknownAsync(work, request.Filings, caller.Org) is { } unknown) return unknown;
        var isApproved = found.Version == ifMatch.Version && IsWithinApproval(found, request);
        var (next, approvedBy) = isApproved ? ("approved", found.ApprovedBy) : ("draft", null);
        var edited = await work.ExecuteAsync(
            """
            UPDATE partnership.slot
            SET title = @Title, post_kind = @PostKind, capacity = @Capacity, starts_on = @StartsOn, ends_on = @EndsOn, base_id = @BaseId,
                state = @next, approved_by = @approvedBy, version = version + 1
            WHERE id = @id AND version = @Version AND state IN ('draft', 'submitted', 'approved')
            """,
            new
            {
                id,
                request.Title,
                request.PostKind,
                request.Capacity,
                request.StartsOn,
                request.EndsOn,
                request.BaseId,
                next,
                approvedBy,
                ifMatch.Version,
            });
        if (edited == 0) return found.Version == ifMatch.Version ? Problems.SlotNotIn(found, "draft", "submitted", "approved") : CommonProblems.PreconditionFailed(found.Version);

        await SlotRow.WriteMajorsAsync(work, id, request.Majors);
        await SlotTermsRow.WriteAsync(
            work, id, request.Facts() with { InstitutionAttestation = isApproved ? found.Stated.InstitutionAttestation : null });
        var slot = (await SlotRow.FindAsync(work, id, caller.Org, today.Value))!;
        if (isApproved && await SlotJudgement.WhyUnlawfulAsync(work, packs, slot, slot.ApprovedBy, today.Value) is { } unlawful)
        {
            return unlawful;
        }
        await work.AuditAsync("slot", id, slot.Version, "edited", caller);
        return await work.CommitAsync(TypedResults.Ok(slot));
    }

    // What else the slot states is compared as it is stored: what a request leaves out is what it was without it.
    private static bool IsWithinApproval(Slot found, Request request)
    {
        if (found.State != "approved" || found.Approved is not { } approved) return false;
        if (request.Title != found.Title || request.BaseId != found.BaseId || request.Capacity > approved.Capacity) return false;
        if (!approved.Days.Covers(request.StartsOn) || !approved.Days.Covers(request.EndsOn)) return false;
        var (before, after) = (found.Stated, request.Facts());
        return Canonical(before) == Canonical(
            after with { Capacity = before.Capacity, StartsOn = before.StartsOn, EndsOn = before.EndsOn });
    }

    private static string Canonical(SlotFacts facts) => CanonicalJson.Write(JsonSerializer.SerializeToNode(
        facts with
        {
            Enterprise = "",
            Institution = null,
            InstitutionAttestation = null,
            Filed = [],
            Filings = [.. facts.Filings.Order()],
            Majors = [.. facts.Majors.Order(StringComparer.Ordinal)],
            WorkConditions = [.. facts.WorkConditions.Order(StringComparer.Ordinal)],
            Skills = [.. facts.Skills.Order(StringComparer.Ordinal)],
            CoSignatories = [.. facts.CoSignatories.Order(StringComparer.Ordinal)],
            Attestation = facts.Attestation is { } attested
                ? attested with { Absent = [.. attested.Absent.Distinct().Order(StringComparer.Ordinal)] } : null,
        },
        JsonSerializerOptions.Web));

    // Whoever is unknown or closed does not sign the agreements of its placements, and the enterprise signs them anyway (D31).
    private static async Task<Refusal?> WhyCannotSignAsync(UnitOfWork work, Request request, string enterprise)
    {
        var asked = (request.CoSignatories ?? []).Distinct().ToList();
        var known = await work.QueryAsync<string>("SELECT code FROM partnership.organisation WHERE code IN @asked AND code <> @enterprise AND state <> 'closed' ORDER BY code", new { asked, enterprise });
        return known.Count == asked.Count ? null : Problems.CannotCoSign(asked.Except(known), known);
    }
}
