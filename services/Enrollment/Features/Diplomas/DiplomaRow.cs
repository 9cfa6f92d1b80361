using Enrollment.Features.Learners;
using Enrollment.Features.Pathways;
using Kernel;
using Kernel.Data;

namespace Enrollment.Features.Diplomas;

/// <summary>
/// Diplomas as they are stored: the present state, and every version (D43). Whoever holds the learner holds their diplomas.
/// </summary>
internal sealed record DiplomaRow
{
    public long Seq { get; init; }
    public Guid Id { get; init; }
    public string Kind { get; init; } = "";
    public string Institution { get; init; } = "";
    public string? Annotation { get; init; }
    public DateOnly AwardedOn { get; init; }
    public DateTimeOffset RecordedAt { get; init; }
    public string State { get; init; } = "";
    public int Version { get; init; }

    public Diploma ToReply() => new(Id, Kind, Institution, Annotation, AwardedOn, RecordedAt, State, Version);

    /// <summary>The diplomas of a learner, as they are or as they were known on a day.</summary>
    public const string OfLearner =
        """
        SELECT d.seq, d.id, d.kind, d.institution, d.annotation, v.awarded_on, v.recorded_at, v.state, v.version
        FROM enrollment.diploma d
        JOIN enrollment.diploma_version v ON v.diploma_id = d.id
        WHERE d.learner_id = @learner
            AND v.version = (
                SELECT MAX(k.version)
                FROM enrollment.diploma_version k
                WHERE k.diploma_id = d.id AND (@knownOn IS NULL OR k.recorded_on <= @knownOn))
        """;

    /// <summary>The diplomas of a learner in their order, as they are.</summary>
    public static Task<IReadOnlyList<DiplomaRow>> OfAsync(IReader reader, Guid learner) => reader.QueryAsync<DiplomaRow>(
        OfLearner + " ORDER BY d.seq", new { learner, knownOn = (DateOnly?)null });

    /// <summary>Those of these diplomas whose learner the viewer may see.</summary>
    public static async Task<IReadOnlyList<(Guid LearnerId, Diploma Diploma)>> SeenAsync(
        IReader reader, IReadOnlyList<Guid> ids, Viewer viewer)
    {
        var seen = new List<(Guid, Diploma)>();
        var learners = await reader.QueryAsync<Guid>("SELECT DISTINCT learner_id FROM enrollment.diploma WHERE id IN @ids", new { ids });
        foreach (var learner in learners)
        {
            if (await LearnerRow.FindAsync(reader, learner, viewer) is null) continue;
            seen.AddRange((await OfAsync(reader, learner)).Where(row => ids.Contains(row.Id)).Select(row => (learner, row.ToReply())));
        }
        return seen;
    }

    /// <summary>
    /// Awards the diploma after the learner's present stage, by the institution that teaches it; none if the pathway has none. One that was
    /// withdrawn is awarded again. One that stands stays as it is: only a correction changes it.
    /// </summary>
    public static async Task AwardAsync(UnitOfWork work, Learner learner, IReadOnlyList<StageRow> stages, DateOnly awardedOn, Act act)
    {
        var stage = stages[learner.Stage - 1];
        if (stage.Diploma is not { } kind) return;
        var former = (await OfAsync(work, learner.Id)).FirstOrDefault(row => row.Kind == kind)?.ToReply();
        if (former is { State: Diploma.Awarded }) return;
        if (former is not null)
        {
            await RecordAsync(work, former.CorrectedTo(awardedOn, act.Now), act, null);
            return;
        }
        var annotation = stage.Annotated ? Diploma.Promoted : null;
        await AddAsync(work, learner.Id, new(
            Guid.CreateVersion7(), kind, learner.PresentInstitution, annotation, awardedOn, act.Now, Diploma.Awarded, 1), act);
    }

    /// <summary>Withdraws the diploma of a kind, whose award never was (D43); nothing if none is awarded.</summary>
    public static async Task TakeBackAsync(UnitOfWork work, Guid learner, string? kind, Act act, string reason)
    {
        var awarded = (await OfAsync(work, learner)).FirstOrDefault(row => row.Kind == kind && row.State == Diploma.Awarded);
        if (awarded is not null) await RecordAsync(work, awarded.ToReply().CorrectedTo(null, act.Now), act, reason);
    }

    /// <summary>Records a correction: the row, the version and the audit.</summary>
    public static async Task RecordAsync(UnitOfWork work, Diploma next, Act act, string? reason)
    {
        await work.ChangeAsync(
            """
            UPDATE enrollment.diploma
            SET awarded_on = @AwardedOn, state = @State, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new { next.Id, next.AwardedOn, next.State, next.Version });
        await KeepAsync(work, next, act);
        await work.AuditAsync("diploma", next.Id, next.Version, next.State, act, reason);
    }

    private static async Task AddAsync(UnitOfWork work, Guid learner, Diploma awarded, Act act)
    {
        await work.ExecuteAsync(
            """
            INSERT INTO enrollment.diploma (id, learner_id, kind, institution, annotation, awarded_on, recorded_at, state, version)
            VALUES (@Id, @learner, @Kind, @Institution, @Annotation, @AwardedOn, @Now, @State, @Version)
            """,
            new
            {
                awarded.Id,
                learner,
                awarded.Kind,
                awarded.Institution,
                awarded.Annotation,
                awarded.AwardedOn,
                act.Now,
                awarded.State,
                awarded.Version,
            });
        await KeepAsync(work, awarded, act);
    }

    private static Task KeepAsync(UnitOfWork work, Diploma diploma, Act act)
    {
        work.Changed("diploma", diploma.Id, diploma.Version);
        return work.ExecuteAsync(
            """
            INSERT INTO enrollment.diploma_version (diploma_id, version, state, awarded_on, recorded_on, recorded_at)
            VALUES (@Id, @Version, @State, @AwardedOn, @Today, @Now)
            """,
            new { diploma.Id, diploma.Version, diploma.State, diploma.AwardedOn, act.Today, act.Now });
    }
}
