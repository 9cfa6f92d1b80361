using Contracts.Enrollment;
using Enrollment.Features.Pathways;
using Kernel.Data;
using Kernel.Http;
using Kernel.Messaging.CatchUp;

namespace Enrollment.Features.Articulations;

/// <summary>A vocational major and the undergraduate major that continues it. A draft is seen by its two institutions only.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Pathway">The code of the pathway that it follows.</param>
/// <param name="FromInstitution">The institution of the vocational stages.</param>
/// <param name="FromMajor">The code of the vocational major.</param>
/// <param name="FromMajorName">The vocational major's name.</param>
/// <param name="ToInstitution">The institution of the undergraduate stage.</param>
/// <param name="ToMajor">The code of the undergraduate major.</param>
/// <param name="ToMajorName">The undergraduate major's name.</param>
/// <param name="InternshipCredits">What a completed post internship earns, in tenths of a credit.</param>
/// <param name="InternshipCreditCap">The most that all post internships of a learner earn together (D12).</param>
/// <param name="State"><c>draft</c>, <c>active</c> or <c>closed</c>; only an active one takes a new cohort (D6b).</param>
/// <param name="AgreementId">The agreement that it was last activated under.</param>
/// <param name="ClosureReason">Why it takes no new cohort, while it is closed.</param>
/// <param name="Stages">Who teaches which years.</param>
/// <param name="Version">Its ETag.</param>
public sealed record Articulation(
    Guid Id, string Pathway, string FromInstitution, string FromMajor, string FromMajorName, string ToInstitution, string ToMajor, string ToMajorName,
    int InternshipCredits, int InternshipCreditCap, string State, Guid? AgreementId, string? ClosureReason, IReadOnlyList<ArticulationStage> Stages, int Version) : IVersioned;

/// <param name="Name">The stage's name.</param>
/// <param name="Institution">The institution that teaches it.</param>
/// <param name="FirstYear">Its first year, counted from the beginning of the pathway, from 1.</param>
/// <param name="LastYear">Its last year.</param>
public sealed record ArticulationStage(string Name, string Institution, int FirstYear, int LastYear);

internal sealed record ArticulationRow
{
    public const string Columns =
        """
        seq, id, pathway_code, from_institution, from_major, from_major_name, to_institution, to_major, to_major_name,
        internship_credits, internship_credit_cap, state, agreement_id, closure_reason, version
        """;

    /// <summary>What the organisation in <c>@Org</c> may see.</summary>
    public const string Visible = "(state <> 'draft' OR from_institution = @Org OR to_institution = @Org)";

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public string PathwayCode { get; init; } = "";
    public string FromInstitution { get; init; } = "";
    public string FromMajor { get; init; } = "";
    public string FromMajorName { get; init; } = "";
    public string ToInstitution { get; init; } = "";
    public string ToMajor { get; init; } = "";
    public string ToMajorName { get; init; } = "";
    public int InternshipCredits { get; init; }
    public int InternshipCreditCap { get; init; }
    public string State { get; init; } = "";
    public Guid? AgreementId { get; init; }
    public string? ClosureReason { get; init; }
    public int Version { get; init; }

    public static Task<ArticulationRow?> FindAsync(IReader reader, Guid id, Caller caller, CancellationToken ct = default) =>
        reader.FindAsync<ArticulationRow>("SELECT " + Columns + " FROM enrollment.articulation WHERE id = @id AND " + Visible, new { id, caller.Org }, ct);

    public static Task<ArticulationRow> ReadAsync(IReader reader, Guid id) =>
        reader.SingleAsync<ArticulationRow>("SELECT " + Columns + " FROM enrollment.articulation WHERE id = @id", new { id });

    /// <summary>The present state of all articulations that were ever active, for a service that asks for what it missed.</summary>
    public static async Task<IReadOnlyList<PresentState>> StatesAsync(UnitOfWork work, long after, int limit, DateTimeOffset now)
    {
        var rows = await work.QueryAsync<ArticulationRow>(
            "SELECT " + Columns + " FROM enrollment.articulation WHERE seq > @after AND state <> 'draft' ORDER BY seq " + Db.Page, new { after, limit });
        return [.. rows.Select(row => new PresentState(row.Seq, row.ToFact(now)))];
    }

    /// <summary>Whether it is one of the two institutions.</summary>
    public bool IsOf(string organisation) => organisation == FromInstitution || organisation == ToInstitution;

    public async Task<Articulation> ShowAsync(IReader reader, CancellationToken ct = default) => Show(await StageRow.OfAsync(reader, [PathwayCode], ct));

    public Articulation Show(ILookup<string, StageRow> stages) => new(
        Id, PathwayCode, FromInstitution, FromMajor, FromMajorName, ToInstitution, ToMajor, ToMajorName,
        InternshipCredits, InternshipCreditCap, State, AgreementId, ClosureReason, [.. Resolve(stages[PathwayCode])], Version);

    /// <summary>The fact that made the present state, which is <c>active</c> or <c>closed</c>.</summary>
    public object ToFact(DateTimeOffset now) => State == "active"
        ? new ArticulationActivatedV1 { OccurredAt = now, Articulation = Carried() }
        : new ArticulationClosedV1 { OccurredAt = now, Articulation = Carried() };

    private ArticulationV1 Carried() => new()
    {
        Id = Id,
        Pathway = PathwayCode,
        FromInstitution = FromInstitution,
        FromMajor = FromMajor,
        ToInstitution = ToInstitution,
        ToMajor = ToMajor,
        AgreementId = AgreementId!.Value,
        State = State,
        Version = Version,
    };

    private IEnumerable<ArticulationStage> Resolve(IEnumerable<StageRow> stages)
    {
        var years = 0;
        foreach (var stage in stages)
        {
            yield return new ArticulationStage(stage.Name, stage.TaughtBy == StageRow.From ? FromInstitution : ToInstitution, years + 1, years + stage.Years);
            years += stage.Years;
        }
    }
}
