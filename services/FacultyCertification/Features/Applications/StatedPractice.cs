using Kernel;
using Kernel.Data;
using Kernel.Http;

namespace FacultyCertification.Features.Applications;

/// <summary>Practice that a teacher states in an application, as the organisation of the place sees it.</summary>
public sealed record StatedPractice
{
    /// <summary>The application.</summary>
    public required Guid ApplicationId { get; init; }

    /// <summary>The place of the item among its evidence, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>The teacher.</summary>
    public required Guid TeacherId { get; init; }

    /// <summary>The code of the teacher's institution.</summary>
    public required string Institution { get; init; }

    /// <summary>The base, for practice at a base.</summary>
    public required Guid? BaseId { get; init; }

    /// <summary>The code of the enterprise, for practice at an enterprise.</summary>
    public required string? Enterprise { get; init; }

    /// <summary>The first stated day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day.</summary>
    public required DateOnly Until { get; init; }

    /// <summary><c>confirmed</c> or <c>refused</c>; null before an answer.</summary>
    [OneOf(CheckEvidence.Confirmed, CheckEvidence.Refused)]
    public required string? Confirmation { get; init; }

    /// <summary>The code of the organisation that answered.</summary>
    public required string? ConfirmedBy { get; init; }

    /// <summary>The days that it confirmed.</summary>
    public required IReadOnlyList<PractisedDays> Confirmed { get; init; }
}

internal sealed record StatedPracticeRow
{
    // CROSS JOIN, since SQLite then walks along the applications and stops where a page is full.
    public const string Select =
        """
        SELECT a.seq * 100 + e.position AS seq, e.application_id, e.position, a.teacher_id, a.institution,
            e.base_id, e.enterprise, e.practised_from, e.practised_until, e.confirmation, e.confirmed_by
        FROM faculty.application a
        CROSS JOIN faculty.application_evidence e
        """;

    /// <summary>Practice at a place that the organisation ran on one of the days. <c>@Org</c> is a <see cref="Viewer"/>'s.</summary>
    public const string Visible =
        """
        e.kind = 'practice'
            AND e.practice_id IS NULL
            AND (e.enterprise = @Org OR EXISTS (
                SELECT 1
                FROM faculty.base_party p
                WHERE p.base_id = e.base_id
                    AND p.organisation = @Org
                    AND p.joined_on <= e.practised_until
                    AND (p.left_on IS NULL OR p.left_on > e.practised_from)))
        """;

    public long Seq { get; init; }
    public Guid ApplicationId { get; init; }
    public int Position { get; init; }
    public Guid TeacherId { get; init; }
    public string Institution { get; init; } = "";
    public Guid? BaseId { get; init; }
    public string? Enterprise { get; init; }
    public DateOnly PractisedFrom { get; init; }
    public DateOnly PractisedUntil { get; init; }
    public string? Confirmation { get; init; }
    public string? ConfirmedBy { get; init; }

    public Period Days => new(PractisedFrom, PractisedUntil);

    public static Task<StatedPracticeRow?> FindAsync(IReader reader, Guid id, int position, Viewer viewer) =>
        reader.FindAsync<StatedPracticeRow>(
            $"""
            {Select}
            WHERE a.id = @id
                AND e.application_id = a.id
                AND e.position = @position
                AND {Visible}
            """,
            new { id, position, viewer.Org });

    /// <summary>Why nothing is found: perhaps the news of who runs the base has not arrived.</summary>
    public static async Task<Refusal> WhyNotFoundAsync(IReader reader, Guid id, int position)
    {
        var unknown = await reader.FindAsync<Guid?>(
            """
            SELECT e.base_id
            FROM faculty.application_evidence e
            WHERE e.application_id = @id
                AND e.position = @position
                AND e.base_id IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM faculty.base b WHERE b.id = e.base_id AND b.parties_are_known = 1)
            """,
            new { id, position });
        return unknown is { } site ? CommonProblems.NotYetKnown("base", site) : CommonProblems.NotFound();
    }

    /// <summary>The days on which an organisation ran the place. A party runs its base until it leaves.</summary>
    public async Task<IReadOnlyList<Period>> RanAsync(IReader reader, string org)
    {
        if (BaseId is null) return [Days];
        var spells = await reader.QueryAsync<SpellRow>(
            "SELECT joined_on, left_on FROM faculty.base_party WHERE base_id = @BaseId AND organisation = @org", new { BaseId, org });
        return [.. spells.Select(spell => new Period(spell.JoinedOn, DateOnly.MaxValue).Before(spell.LeftOn))];
    }

    public StatedPractice ToReply(IEnumerable<PractisedDays> confirmed) => new()
    {
        ApplicationId = ApplicationId,
        Position = Position,
        TeacherId = TeacherId,
        Institution = Institution,
        BaseId = BaseId,
        Enterprise = Enterprise,
        From = PractisedFrom,
        Until = PractisedUntil,
        Confirmation = Confirmation,
        ConfirmedBy = ConfirmedBy,
        Confirmed = [.. confirmed],
    };

    private sealed record SpellRow
    {
        public DateOnly JoinedOn { get; init; }
        public DateOnly? LeftOn { get; init; }
    }
}
