using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Slots;
using Kernel;
using Kernel.Data;

namespace IndustryPartnership.Internships.Placements;

/// <summary>
/// What the packs say today about placements that are not over: insurance (D35), filings (D28) and headcount (D29), which may have changed
/// since the slots were opened, and age, stage and consent (D27, D32) of a learner whose record may have been corrected (D43).
/// </summary>
internal sealed class PlacementLaw
{
    private readonly RulePacks packs;
    private readonly DateOnly today;
    private readonly IReadOnlyDictionary<Guid, Slot> slots;
    private readonly ILookup<Guid, PlacementPost> posts;
    private readonly ILookup<string, InternHeadcount.StaffFact> staff;
    private readonly ILookup<string, InternHeadcount.Occupancy> interns;
    private readonly Dictionary<(Guid Slot, Period Days), object?> overs = [];

    private PlacementLaw(
        RulePacks packs, DateOnly today, IReadOnlyDictionary<Guid, Slot> slots, ILookup<Guid, PlacementPost> posts,
        ILookup<string, InternHeadcount.StaffFact> staff, ILookup<string, InternHeadcount.Occupancy> interns) =>
        (this.packs, this.today, this.slots, this.posts, this.staff, this.interns) = (packs, today, slots, posts, staff, interns);

    public static async Task<PlacementLaw> ReadAsync(
        IReader reader, RulePacks packs, IReadOnlyList<OpenPlacementRow> rows, DateOnly today, CancellationToken ct)
    {
        var posts = await PostRow.OfAsync(reader, rows.Select(row => row.Id), ct);
        var slots = await SlotRow.OfAsync(
            reader, [.. rows.Select(row => row.SlotId).Concat(posts.SelectMany(post => post).Select(post => post.SlotId)).Distinct()], ct);
        List<string> enterprises = [.. slots.Values.Select(slot => slot.Enterprise).Distinct()];
        return new(packs, today, slots, posts, await SlotJudgement.StaffAsync(reader, enterprises, ct),
            await SlotJudgement.OccupancyAsync(reader, enterprises, ct));
    }

    public PlacementFacts Of(OpenPlacementRow row, PlacementFacts facts)
    {
        var left = new Period(row.StartsOn > today ? row.StartsOn : today, row.EndsOn);
        var slot = slots[row.SlotId].Facts;
        return facts with
        {
            TooEarly = TooEarly(row, slot),
            ConsentMissing = row.StartedOn is not { } startedOn ? [] : InformedConsent.Missing(
                row.ConsentsGiven(), startedOn, packs.ConsentTo(slot)),
            Uninsured = [.. Segments(row).SelectMany(segment => Uninsured(slots[segment.SlotId].Facts, segment.Days))],
            Unfiled = Limits<HardWork.Limits>(slot, HardWork.Name) is { } work
                && HardWork.JudgePlace(slot, row.Institution, left.From, work) is { Passes: false } verdict ? verdict.Change : null,
            OverHeadcount = Over(row.SlotId, slot, left),
        };
    }

    // The learner may have entered another stage since, or have been transferred; then nothing is known of the stage at the start.
    private object? TooEarly(OpenPlacementRow row, SlotFacts slot)
    {
        if (row.StartedOn is not { } startedOn || Limits<ProtectedYouth.Limits>(slot, ProtectedYouth.Name) is not { } youth) return null;
        var age = youth with { MinimumAge = Math.Max(youth.MinimumAge, slot.Terms.MinimumAge ?? 0) };
        var isSameStage = row.StageBeganOn <= startedOn && row.LearnerInstitution == row.Institution;
        return new[]
        {
            ProtectedYouth.JudgeStart(row.BirthDate, startedOn, age),
            ProtectedYouth.JudgeStage(row.Stage, isSameStage ? row.StageBeganOn : null, startedOn, youth),
        }.FirstOrDefault(verdict => !verdict.Passes)?.Facts;
    }

    // After a move, each post needs insurance for its own days.
    private IEnumerable<(Guid SlotId, Period Days)> Segments(OpenPlacementRow row) => posts[row.Id].Any()
        ? posts[row.Id].Select(post => (post.SlotId, new Period(post.From, post.Until ?? row.EndsOn)))
        : [(row.SlotId, new Period(row.StartsOn, row.EndsOn))];

    private IReadOnlyList<Period> Uninsured(SlotFacts slot, Period days) =>
        Limits<LiabilityInsurance.Limits>(slot, LiabilityInsurance.Name) is { } limits
            ? LiabilityInsurance.Uncovered(slot.Policies, days, limits) : [];

    private object? Over(Guid id, SlotFacts slot, Period days)
    {
        if (Limits<InternHeadcount.Limits>(slot, InternHeadcount.Name) is not { } limits) return null;
        if (!overs.TryGetValue((id, days), out var over))
        {
            over = overs[(id, days)] = InternHeadcount.Over(
                slot.PostKind, days, [.. staff[slot.Enterprise]], [.. interns[slot.Enterprise]], limits);
        }
        return over;
    }

    private TLimits? Limits<TLimits>(SlotFacts slot, string rule) where TLimits : class =>
        packs.Of(slot.LawOn) is { } pack && packs.Binds(pack, slot) ? packs.LimitsOf<TLimits>(pack, rule) : null;
}
