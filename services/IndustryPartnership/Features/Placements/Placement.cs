using Contracts.IndustryPartnership;
using IndustryPartnership.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Kernel.Messaging.CatchUp;

namespace IndustryPartnership.Features.Placements;

/// <summary>A learner's placement on a slot (D37, D38).</summary>
/// <param name="Id">Its identity.</param>
/// <param name="SlotId">The slot.</param>
/// <param name="LearnerId">The learner, as enrollment names them.</param>
/// <param name="Institution">The learner's institution.</param>
/// <param name="Enterprise">The slot's enterprise.</param>
/// <param name="StartsOn">The first day: planned until it starts, actual afterwards.</param>
/// <param name="EndsOn">The last day: planned until it ends, actual afterwards.</param>
/// <param name="State"><c>awaiting-consent</c>, <c>awaiting-signatures</c>, <c>ready</c>, <c>active</c>, <c>paused</c>, <c>completed</c>, <c>stopped</c> or <c>assessed</c>.</param>
/// <param name="StartedOn">The day on which it started; null where it has not, or never did.</param>
/// <param name="TextHash">SHA-256 of the tripartite agreement's text, in lower-case hexadecimal: what each party signs (D31); null where it began before agreements were signed here.</param>
/// <param name="Consents">Who has consented (D32): <c>learner</c>, and <c>guardian</c> where the slot's pack asks for a guardian or
/// parent.</param>
/// <param name="Signatures">Who has signed the agreement (D31): the codes of the organisations, and <c>learner</c>.</param>
/// <param name="Pauses">When it was paused, oldest first (D37).</param>
/// <param name="Mentor">The opaque person of the enterprise's mentor, who signs the logbook (D37, D39); null while none is named.</param>
/// <param name="Hours">Whole effective hours of the signed logbook, once completed.</param>
/// <param name="Grade">The grade, once completed (D40).</param>
/// <param name="MentorGrade">The mentor's grade, once assessed (D40); no credit hangs on it.</param>
/// <param name="Version">Its ETag.</param>
/// <param name="TeacherId">The teacher who mentors for the institution (D20), as faculty-certification names them; null while none is named.</param>
/// <param name="CoSignatories">Codes of the organisations that sign the agreement besides institution, enterprise and learner (D31).</param>
/// <param name="Posts">Where it was and is, oldest first, once its slot or its mentor has changed while it was under way; empty where they never did.</param>
/// <param name="TeacherFlag">
/// Where a placement that is not over is read: why its teacher is not certified today, <c>certificate-revoked</c>, <c>certificate-expired</c>, <c>certificate-not-yet-valid</c>,
/// <c>certificate-unknown</c>, or <c>teacher-departed</c> for one whose last day at the institution is past; null for one who is. Replies to what is done with a placement leave it null.
/// </param>
public sealed record Placement(
    Guid Id, Guid SlotId, Guid LearnerId, string Institution, string Enterprise, DateOnly StartsOn, DateOnly EndsOn, string State, DateOnly? StartedOn,
    string? TextHash, IReadOnlyList<PlacementAct> Consents, IReadOnlyList<PlacementAct> Signatures, IReadOnlyList<PlacementPause> Pauses, string? Mentor, int? Hours, string? Grade, string? MentorGrade, int Version,
    Guid? TeacherId, IReadOnlyList<string> CoSignatories, IReadOnlyList<PlacementPost> Posts, string? TeacherFlag = null) : IVersioned
{
    /// <summary>Who refused consent, which ended it (D32): <c>learner</c> or <c>guardian</c>.</summary>
    public IReadOnlyList<PlacementAct> Refusals { get; init; } = [];

    /// <summary>
    /// That the learner has neither guardian nor parent (D32): <c>learner</c>, who said so, and the code of the institution, once it has
    /// confirmed it.
    /// </summary>
    public IReadOnlyList<PlacementAct> WithoutGuardian { get; init; } = [];

    /// <summary>What consents and signatures said before they were corrected or taken back (D43), oldest first.</summary>
    public IReadOnlyList<PlacementCorrection> Corrections { get; init; } = [];

    /// <summary>The enterprise that its agreement is with, wherever it has gone since.</summary>
    internal string AgreedWith => Posts is [var first, ..] ? first.Enterprise : Enterprise;

    /// <summary>Whether it ever started.</summary>
    internal bool HasBegun => StartedOn is not null;

    /// <summary>The slot's kind, which is told with the placement; slots of before kinds were kept are post internships.</summary>
    internal string Kind { get; init; } = PlacementKind.PostInternship;

    /// <summary>The day of somebody's consent; null where there is none.</summary>
    internal DateOnly? ConsentOf(string who) => Consents.FirstOrDefault(consent => consent.By == who)?.On;

    /// <summary>Whether the learner said that there is neither guardian nor parent, and the institution confirmed it.</summary>
    internal bool IsWithoutGuardian => WithoutGuardian.Count == 2;

    /// <summary>What consents are judged by (D32).</summary>
    internal InformedConsent.Given ConsentsGiven(DateOnly birthDate) =>
        new(birthDate, ConsentOf(InformedConsent.Learner), ConsentOf(InformedConsent.Guardian), IsWithoutGuardian);

    /// <summary>Whether it is under way or to come.</summary>
    internal bool IsOpen => State is PlacementState.AwaitingConsent or PlacementState.AwaitingSignatures or PlacementState.Ready or PlacementState.Active or PlacementState.Paused;

    /// <summary>The first day at its present post: its own first one, where that never changed.</summary>
    internal DateOnly PostSince => Posts is [.., var present] ? present.From : StartsOn;

    /// <summary>The day on which it started, was last resumed or last changed its post.</summary>
    internal DateOnly LastBegunOn => Pauses is [.., { ResumedOn: { } resumedOn }] && resumedOn > PostSince ? resumedOn : PostSince;

    /// <summary>Whose mentor signs the logbook of a day (D39): the one of the post of that day, and where none was named there, the present one.</summary>
    internal (string Enterprise, string? Mentor) MentorOn(DateOnly day) => Posts.LastOrDefault(post => post.From <= day) is { Mentor: { } mentor } post ? (post.Enterprise, mentor) : (Enterprise, Mentor);

    /// <summary>The slot whose terms hold on a day.</summary>
    internal Guid SlotOn(DateOnly day) => Posts.LastOrDefault(post => post.From <= day)?.SlotId ?? (Posts is [var first, ..] ? first.SlotId : SlotId);

    /// <summary>The days on which it had no work.</summary>
    internal IReadOnlyList<Period> PausedDays => [.. Pauses.Select(pause => new Period(pause.PausedOn, pause.ResumedOn?.AddDays(-1) ?? DateOnly.MaxValue))];

    internal PlacementV1 ToEvent() => new()
    {
        Id = Id,
        SlotId = SlotId,
        LearnerId = LearnerId,
        Institution = Institution,
        Enterprise = Enterprise,
        StartsOn = StartsOn,
        EndsOn = EndsOn,
        State = State,
        Kind = Kind,
        PausedOn = State == PlacementState.Paused ? Pauses[^1].PausedOn : null,
        Hours = Hours,
        Grade = Grade,
        MentorGrade = MentorGrade,
        Version = Version,
    };
}

/// <summary>Days on which a placement had no work.</summary>
/// <param name="PausedOn">The first day without work.</param>
/// <param name="ResumedOn">The first day of work again; null while it is paused, and where it was stopped instead.</param>
public sealed record PlacementPause(DateOnly PausedOn, DateOnly? ResumedOn);

/// <summary>A consent or a signature.</summary>
/// <param name="By">The code of the organisation, <c>learner</c> or <c>guardian</c>.</param>
/// <param name="On">The day that it is of.</param>
/// <param name="Signatory">Of a signature on paper, who signed; otherwise null.</param>
/// <param name="ScanHash">Of what is on paper, SHA-256 of its scan, in lower-case hexadecimal; otherwise null.</param>
public sealed record PlacementAct(string By, DateOnly On, string? Signatory = null, string? ScanHash = null);

internal sealed record PlacementRow
{
    public const string Columns =
        """
        p.seq, p.id, p.slot_id, p.learner_id, p.institution, p.enterprise, p.starts_on, p.ends_on, p.state, p.started_on, p.text_hash,
        p.mentor, p.hours, p.grade, p.mentor_grade, p.version, p.teacher_id,
        (SELECT k.kind FROM partnership.slot_terms k WHERE k.slot_id = p.slot_id) AS kind
        """;

    /// <summary>A placement is its institution's and its enterprise's; the learner sees their own, and a mentor those that they are named on.</summary>
    public const string Visible =
        """
        ((@isLearner = 0 AND @isMentor = 0 AND (p.institution = @org OR p.enterprise = @org))
            OR (@isLearner = 1 AND EXISTS (SELECT 1 FROM partnership.learner l WHERE l.id = p.learner_id AND l.person = @person AND l.institution = @org))
            OR (@isMentor = 1 AND p.enterprise = @org AND p.mentor = @person))
        """;

    /// <summary>Who co-signs its agreement reads the placement and the agreement besides, and nothing of what is written in the course of it.</summary>
    public const string ToSign =
        "(" + Visible + " OR (@isLearner = 0 AND @isMentor = 0 AND EXISTS (SELECT 1 FROM partnership.placement_cosignatory g WHERE g.placement_id = p.id AND g.organisation = @org)))";

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public Guid SlotId { get; init; }
    public Guid LearnerId { get; init; }
    public string Institution { get; init; } = "";
    public string Enterprise { get; init; } = "";
    public DateOnly StartsOn { get; init; }
    public DateOnly EndsOn { get; init; }
    public string State { get; init; } = "";
    public DateOnly? StartedOn { get; init; }
    public string? TextHash { get; init; }
    public string? Mentor { get; init; }
    public int? Hours { get; init; }
    public string? Grade { get; init; }
    public string? MentorGrade { get; init; }
    public int Version { get; init; }
    public Guid? TeacherId { get; init; }
    public string? Kind { get; init; }

    /// <summary>The placement, where this caller may see it.</summary>
    public static async Task<Placement?> FindAsync(IReader reader, Guid id, Caller caller, CancellationToken ct = default) => (await ShowAsync(reader, await reader.HoldAsync<PlacementRow>(
        "SELECT " + Columns + " FROM partnership.placement p WHERE p.id = @id AND " + Visible, new { id, org = caller.Org, person = caller.Person, isLearner = Personal(caller), isMentor = OnlyMentor(caller) }, ct), ct)).SingleOrDefault();

    /// <summary>The placement, where this caller may see it or co-signs its agreement.</summary>
    public static async Task<Placement?> FindToSignAsync(IReader reader, Guid id, Caller caller, CancellationToken ct = default) => (await ShowAsync(reader, await reader.HoldAsync<PlacementRow>(
        "SELECT " + Columns + " FROM partnership.placement p WHERE p.id = @id AND " + ToSign, new { id, org = caller.Org, person = caller.Person, isLearner = Personal(caller), isMentor = OnlyMentor(caller) }, ct), ct)).SingleOrDefault();

    /// <summary>1 for a caller who sees only what is their own.</summary>
    public static int Personal(Caller caller) => caller.Is(Contracts.Roles.Learner) ? 1 : 0;

    /// <summary>1 for a mentor; whoever has a role besides that works with all placements of the organisation sees those.</summary>
    public static int OnlyMentor(Caller caller) => caller.Is(Contracts.Roles.Mentor) && !OfOrganisation.Any(caller.Is) ? 1 : 0;

    private static readonly string[] OfOrganisation = [Contracts.Roles.Coordinator, Contracts.Roles.InternshipManager, Contracts.Roles.Signatory];

    public static async Task<IReadOnlyList<Placement>> ShowAsync(IReader reader, IReadOnlyList<PlacementRow> rows, CancellationToken ct = default)
    {
        var acts = (await reader.QueryAsync<ActRow>(
            """
            SELECT placement_id, kind, party, acted_on, document_hash, signatory
            FROM partnership.placement_act WHERE placement_id IN @ids ORDER BY acted_on, party
            """,
            new { ids = rows.Select(row => row.Id) }, ct))
            .ToLookup(act => (act.PlacementId, act.Kind));
        var pauses = (await reader.QueryAsync<PauseRow>(
            "SELECT placement_id, paused_on, resumed_on FROM partnership.placement_pause WHERE placement_id IN @ids ORDER BY paused_on", new { ids = rows.Select(row => row.Id) }, ct))
            .ToLookup(pause => pause.PlacementId, pause => new PlacementPause(pause.PausedOn, pause.ResumedOn));
        var besides = (await reader.QueryAsync<CoSignatoryRow>(
            """
            SELECT placement_id, organisation, signed_on, signatory, scan_hash
            FROM partnership.placement_cosignatory WHERE placement_id IN @ids ORDER BY organisation
            """,
            new { ids = rows.Select(row => row.Id) }, ct))
            .ToLookup(signatory => signatory.PlacementId);
        var corrections = await CorrectedAct.OfAsync(reader, rows.Select(row => row.Id), ct);
        var posts = await PostRow.OfAsync(reader, rows.Select(row => row.Id), ct);
        return
        [
            .. rows.Select(row => new Placement(
                row.Id, row.SlotId, row.LearnerId, row.Institution, row.Enterprise, row.StartsOn, row.EndsOn, row.State, row.StartedOn, row.TextHash,
                Acts(row, ActRow.Consent), [.. Acts(row, ActRow.Signature), .. besides[row.Id].SelectMany(one => one.Show())],
                [.. pauses[row.Id]], row.Mentor, row.Hours, row.Grade, row.MentorGrade, row.Version, row.TeacherId,
                [.. besides[row.Id].Select(one => one.Organisation)], [.. posts[row.Id]])
            {
                Kind = row.Kind ?? PlacementKind.PostInternship,
                Refusals = Acts(row, ActRow.Refusal),
                WithoutGuardian = Acts(row, ActRow.NoGuardian),
                Corrections = [.. corrections[row.Id]],
            }),
        ];

        // The agreement is that of the enterprise which signed it, wherever the placement has gone since.
        IReadOnlyList<PlacementAct> Acts(PlacementRow row, string kind) => [.. acts[(row.Id, kind)].Select(act => row.Show(act, posts[row.Id].FirstOrDefault()?.Enterprise ?? row.Enterprise))];
    }

    /// <summary>The present state of all placements, for a service that asks for what it missed.</summary>
    public static async Task<IReadOnlyList<PresentState>> StatesAsync(UnitOfWork work, long after, int limit, DateTimeOffset now)
    {
        var rows = await work.QueryAsync<PlacementRow>("SELECT " + Columns + " FROM partnership.placement p WHERE p.seq > @after ORDER BY p.seq " + Db.Page, new { after, limit });
        return [.. rows.Zip(await ShowAsync(work, rows), (row, placement) => new PresentState(row.Seq, Fact(placement, now)))];
    }

    public static object Fact(Placement placement, DateTimeOffset now) => placement.State switch
    {
        PlacementState.Active => new PlacementStartedV1 { OccurredAt = now, Placement = placement.ToEvent() },
        PlacementState.Paused => new PlacementPausedV1 { OccurredAt = now, Placement = placement.ToEvent() },
        PlacementState.Completed => new PlacementCompletedV1 { OccurredAt = now, Placement = placement.ToEvent() },
        PlacementState.Stopped => new PlacementStoppedV1 { OccurredAt = now, Placement = placement.ToEvent() },
        PlacementState.Assessed => new PlacementAssessedV1 { OccurredAt = now, Placement = placement.ToEvent() },
        _ => new PlacementConfirmedV1 { OccurredAt = now, Placement = placement.ToEvent() },
    };

    private PlacementAct Show(ActRow act, string signedBy)
    {
        var by = act.Party switch { ActRow.OfInstitution => Institution, ActRow.OfEnterprise => signedBy, _ => act.Party };
        return new(by, act.ActedOn, act.Signatory, act.DocumentHash);
    }
}

/// <summary>A consent or a signature, by the party in its part: an organisation's code could be the word that stands for a person.</summary>
internal sealed record ActRow
{
    public const string Consent = "consent";
    public const string Signature = "signature";
    public const string Refusal = "refusal";

    /// <summary>That there is neither guardian nor parent.</summary>
    public const string NoGuardian = "no-guardian";

    public const string OfInstitution = "institution";
    public const string OfEnterprise = "enterprise";

    public Guid PlacementId { get; init; }
    public string Kind { get; init; } = "";
    public string Party { get; init; } = "";
    public DateOnly ActedOn { get; init; }
    public string? DocumentHash { get; init; }
    public string? Signatory { get; init; }

    /// <summary>Records what a party does once.</summary>
    /// <returns>False where the party has done it.</returns>
    public static Task<bool> TryAddAsync(
        UnitOfWork work, Guid id, string kind, string party, DateOnly day, string? documentHash, Caller caller, DateTimeOffset now,
        string? relation = null, string? signatory = null) => work.TryInsertAsync(
        """
        INSERT INTO partnership.placement_act (placement_id, kind, party, acted_on, document_hash, relation, signatory, actor, recorded_at)
        VALUES (@id, @kind, @party, @day, @documentHash, @relation, @signatory, @Actor, @now)
        """,
        new { id, kind, party, day, documentHash, relation, signatory, caller.Actor, now });
}

internal sealed record CoSignatoryRow
{
    public Guid PlacementId { get; init; }
    public string Organisation { get; init; } = "";
    public DateOnly? SignedOn { get; init; }
    public string? Signatory { get; init; }
    public string? ScanHash { get; init; }

    /// <summary>The signature, where it was given.</summary>
    public IEnumerable<PlacementAct> Show() => SignedOn is { } on ? [new(Organisation, on, Signatory, ScanHash)] : [];
}

internal sealed record PauseRow
{
    public Guid PlacementId { get; init; }
    public DateOnly PausedOn { get; init; }
    public DateOnly? ResumedOn { get; init; }
}

/// <summary>The days of a placement of a person's: D38 holds for the person, whatever learner records they have at whatever institution.</summary>
internal sealed record PeriodRow
{
    private const string SamePerson = "(l.id = @learnerId OR l.person = (SELECT m.person FROM partnership.learner m WHERE m.id = @learnerId))";

    /// <summary>Nobody else places the person, or starts a placement of theirs, before this transaction ends.</summary>
    public static Task<int> HoldAsync(UnitOfWork work, Guid learnerId) => work.ExecuteAsync(
        """
        UPDATE partnership.learner SET guard = guard + 1
        WHERE id = @learnerId OR person = (SELECT m.person FROM partnership.learner m WHERE m.id = @learnerId)
        """,
        new { learnerId });

    /// <summary>What stands in the way of another place: whoever was stopped, also one assessed without a grade, has the time back.</summary>
    public static Task<IReadOnlyList<PeriodRow>> StandingAsync(UnitOfWork work, Guid learnerId) => work.QueryAsync<PeriodRow>(
        """
        SELECT p.starts_on, p.ends_on FROM partnership.placement p INNER JOIN partnership.learner l ON l.id = p.learner_id
        WHERE p.state <> 'stopped' AND (p.state <> 'assessed' OR p.grade IS NOT NULL) AND
        """ + " " + SamePerson,
        new { learnerId });

    /// <summary>What stands in the way of the start of this one: a stopped one on the days that it had; whoever never began one has none.</summary>
    public static Task<IReadOnlyList<PeriodRow>> BesidesAsync(UnitOfWork work, Guid learnerId, Guid placement) => work.QueryAsync<PeriodRow>(
        """
        SELECT p.starts_on, p.ends_on FROM partnership.placement p INNER JOIN partnership.learner l ON l.id = p.learner_id
        WHERE p.id <> @placement AND (p.state <> 'stopped' OR p.started_on IS NOT NULL) AND
        """ + " " + SamePerson,
        new { learnerId, placement });

    public DateOnly StartsOn { get; init; }
    public DateOnly EndsOn { get; init; }
}
