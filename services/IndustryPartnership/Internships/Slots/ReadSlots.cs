using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Slots;

/// <summary>Opened slots are public to everyone with a token. Before that, the enterprise and its approving partners see them.</summary>
public static class ReadSlots
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/slots", ListAsync).WithName("ListSlots")
            .WithSummary("Search internship slots, such as open ones by major, skill, place and days");
        api.MapGet("/slots/{id:guid}", GetAsync).WithName("GetSlot").WithSummary("Read an internship slot");
    }

    // An open slot is found until its last day, and while somebody may begin there (D45). A learner of the major can have a place (D36).
    // The skill is the slot's or its base's. The whole slot is within from and until.
    private static async Task<Ok<Page<Slot>>> ListAsync(
        HttpContext http, Paging paging, [AsParameters] SlotFilter filter, Db db, Caller caller, RulePacks packs, Today today,
        CancellationToken ct)
    {
        var viewer = Viewer.Of(caller);
        var near = packs.Of(today.Value) is { } pack ? packs.LimitsOf<MajorMatch.Limits>(pack, MajorMatch.Name) : null;
        var (digits, articulated) = (near?.Digits, near?.Articulated == true ? 1 : 0);
        var isFiled = await SlotRests.FiledAsync(db, packs, caller.Org, today.Value, ct);
        var (found, page) = (new List<(long Seq, Slot Slot)>(), (IReadOnlyList<SlotRow>)[]);
        // The rules judge filings after the query. A page that loses slots is filled from those that follow.
        do
        {
            page = await PageAsync(page.Count == 0 ? paging.After : page[^1].Seq);
            found.AddRange((await SlotRow.ShowAsync(db, page, ct)).Zip(page, (slot, row) => (row.Seq, slot))
                .Where(one => IsOwn(one.slot) || one.slot.State is not (SlotState.Open or SlotState.Full) || isFiled(one.slot)));
        }
        while (page.Count == paging.Limit && found.Count < paging.Limit);
        return paging.Reply(http, [.. found.Take(paging.Limit)], one => one.Seq, one => one.Slot.ShownTo(viewer));

        bool IsOwn(Slot slot) => !viewer.IsPerson
            && (slot.Enterprise == viewer.Org || (slot.ApprovedBy == viewer.Org && filter.State != SlotState.Open));

        Task<IReadOnlyList<SlotRow>> PageAsync(long after) => db.QueryAsync<SlotRow>(
            SlotRow.Select +
            """
             WHERE s.seq > @after
                AND (@Enterprise IS NULL OR s.enterprise = @Enterprise)
                AND (@State IS NULL OR (s.state = @State AND (@State <> 'open' OR s.ends_on >= @today)))
                AND (@BaseId IS NULL OR s.base_id = @BaseId)
                AND (@Major IS NULL OR EXISTS (SELECT 1 FROM partnership.slot_major m WHERE m.slot_id = s.id AND (m.major = @Major
                    OR SUBSTRING(m.major, 1, @digits) = SUBSTRING(@Major, 1, @digits)
                    OR (@articulated = 1 AND EXISTS (SELECT 1 FROM partnership.articulation_fact f
                        WHERE (f.from_major = @Major AND f.to_major = m.major) OR (f.to_major = @Major AND f.from_major = m.major))))))
                AND (@Skill IS NULL OR EXISTS (SELECT 1 FROM partnership.slot_skill k WHERE k.slot_id = s.id AND k.skill = @Skill)
                    OR EXISTS (SELECT 1 FROM partnership.base_skill k WHERE k.base_id = s.base_id AND k.skill = @Skill))
                AND (@Place IS NULL OR s.place = @Place)
                AND (@From IS NULL OR s.starts_on >= @From)
                AND (@Until IS NULL OR s.ends_on <= @Until)
                AND
            """
            // Search hides slots on which nobody can begin. The enterprise and the approving institution still list them.
            + """
             (s.state NOT IN ('open', 'full')
                    OR (@IsPerson = 0 AND (s.enterprise = @Org OR (s.approved_by = @Org AND (@State IS NULL OR @State <> 'open'))))
                    OR (
            """ + SlotFooting.IsFound + ")) AND " + SlotRow.Visible + " ORDER BY s.seq " + Db.Page,
            new
            {
                after,
                limit = paging.Limit,
                filter.Enterprise,
                filter.State,
                filter.BaseId,
                filter.Major,
                digits,
                articulated,
                filter.Skill,
                filter.Place,
                filter.From,
                filter.Until,
                viewer.Org,
                viewer.IsPerson,
                institution = caller.Org,
                today = today.Value,
                day = today.Value,
            }, ct);
    }

    private static async Task<Results<Ok<Slot>, Refusal>> GetAsync(Guid id, Db db, Caller caller, Today today, CancellationToken ct)
    {
        var viewer = Viewer.Of(caller);
        return await SlotRow.FindAsync(db, id, viewer, today.Value, ct) is { } slot
            ? TypedResults.Ok(slot.ShownTo(viewer))
            : CommonProblems.NotFound();
    }
}
