using Contracts.IndustryPartnership;
using Enrollment.Features.Articulations;
using Enrollment.Features.Learners;
using Kernel;
using Kernel.Data;

namespace Enrollment.Features.Credits;

/// <summary>
/// The versions of ended placements, as their owner told them. All are kept, so a correction shows what it replaced (D43).
/// </summary>
internal sealed record PlacementFact
{
    public Guid PlacementId { get; init; }
    public int Version { get; init; }
    public string? Institution { get; init; }
    public string Kind { get; init; } = "";
    public string State { get; init; } = "";
    public string? Grade { get; init; }
    public int? Hours { get; init; }
    public DateOnly EndsOn { get; init; }
    public DateOnly RecordedOn { get; init; }
    public DateTimeOffset RecordedAt { get; init; }

    /// <summary>Keeps a version of an ended placement once, whatever the order of the versions.</summary>
    public static Task<bool> KeepAsync(UnitOfWork work, PlacementV1 placement, Act act) => work.TryInsertAsync(
        """
        INSERT INTO enrollment.placement_fact (
            placement_id, version, learner_id, institution, kind, state, grade, hours, ends_on, recorded_on, recorded_at)
        VALUES (@Id, @Version, @LearnerId, @Institution, @kind, @State, @Grade, @Hours, @EndsOn, @Today, @Now)
        """,
        new
        {
            placement.Id,
            placement.Version,
            placement.LearnerId,
            placement.Institution,
            kind = placement.Kind ?? PlacementKind.PostInternship,
            placement.State,
            placement.Grade,
            placement.Hours,
            placement.EndsOn,
            act.Today,
            act.Now,
        });

    /// <summary>The learner's ended placements that were known by the end of a day.</summary>
    public static async Task<IEnumerable<CreditSource>> OfAsync(IReader reader, Learner learner, DateOnly? knownOn, CancellationToken ct)
    {
        var owners = (await OwnerRow.OfAsync(reader, [learner.ArticulationId], ct))[learner.ArticulationId].ToList();
        var facts = await reader.QueryAsync<PlacementFact>(
            """
            SELECT placement_id, version, institution, kind, state, grade, hours, ends_on, recorded_on, recorded_at
            FROM enrollment.placement_fact
            WHERE learner_id = @Id
            ORDER BY placement_id, version
            """,
            new { learner.Id }, ct);
        return facts.Where(fact => knownOn is null || fact.RecordedOn <= knownOn).GroupBy(fact => fact.PlacementId).Select(
            known => new CreditSource(CreditSource.Placement, known.Key, [.. known.Select(fact => fact.ToVersion(learner, owners))]));
    }

    private SourceVersion ToVersion(Learner learner, IReadOnlyList<ArticulationOwner> owners) => new()
    {
        Version = Version,
        // A mentor may assess a stopped placement; only the institution's grade completes one (D40).
        Bar = Kind == PlacementKind.CognitiveVisit ? CreditReason.CognitiveVisit : Grade is null ? CreditReason.Stopped : null,
        On = EndsOn,
        RecordedAt = RecordedAt,
        Grade = Grade,
        Hours = Hours,
        Major = Institution is null
            ? null
            : owners.FirstOrDefault(owner => owner.Institution == Institution)?.Major ?? learner.FromMajor,
    };
}
