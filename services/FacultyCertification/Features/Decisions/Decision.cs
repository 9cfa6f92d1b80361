using Kernel.Data;
using Kernel.Http;

namespace FacultyCertification.Features.Decisions;

/// <summary>A panel's decision on a teacher's application, as it was recorded; it is never changed.</summary>
/// <param name="Id">Its identity here.</param>
/// <param name="TeacherId">Whom it is about.</param>
/// <param name="ApplicationId">The application that it is about; none of a decision from before there were applications.</param>
/// <param name="Outcome"><c>granted</c> or <c>refused</c>.</param>
/// <param name="Level"><c>junior</c>, <c>intermediate</c> or <c>senior</c>; a refusal from before there were applications may name none.</param>
/// <param name="DecidedOn">The day on which the panel decided.</param>
/// <param name="Panel">The opaque identifiers of those who decided.</param>
/// <param name="Grounds">Why.</param>
/// <param name="CertificateId">The certificate that it led to, once that is issued.</param>
/// <param name="RecordedAt">When it was recorded, UTC.</param>
public sealed record Decision(
    Guid Id, Guid TeacherId, Guid? ApplicationId, string Outcome, string? Level, DateOnly DecidedOn, IReadOnlyList<string> Panel, string Grounds, Guid? CertificateId, DateTimeOffset RecordedAt) : IVersioned
{
    // The second version is the one with a certificate.
    int IVersioned.Version => CertificateId is null ? 1 : 2;
}

/// <summary>What a panel can decide, as <see cref="Decision.Outcome"/> names it.</summary>
public static class Outcome
{
    public const string Granted = "granted";
    public const string Refused = "refused";
}

internal sealed record DecisionRow
{
    public const string Select =
        """
        SELECT d.seq, d.id, d.teacher_id, d.application_id, d.outcome, d.level, d.decided_on, d.grounds, c.id AS certificate_id, d.recorded_at
        FROM faculty.decision d LEFT JOIN faculty.certificate c ON c.decision_id = d.id
        """ + " ";

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public Guid TeacherId { get; init; }
    public Guid? ApplicationId { get; init; }
    public string Outcome { get; init; } = "";
    public string? Level { get; init; }
    public DateOnly DecidedOn { get; init; }
    public string Grounds { get; init; } = "";
    public Guid? CertificateId { get; init; }
    public DateTimeOffset RecordedAt { get; init; }

    public static Task<IReadOnlyList<MemberRow>> MembersAsync(IReader reader, IEnumerable<Guid> decisions, CancellationToken ct = default) =>
        reader.QueryAsync<MemberRow>("SELECT decision_id, member FROM faculty.decision_member WHERE decision_id IN @decisions ORDER BY seq", new { decisions }, ct);

    public Decision Show(IEnumerable<MemberRow> members) => new(
        Id, TeacherId, ApplicationId, Outcome, Level, DecidedOn, [.. members.Where(member => member.DecisionId == Id).Select(member => member.Member)], Grounds, CertificateId, RecordedAt);
}

internal sealed record MemberRow
{
    public Guid DecisionId { get; init; }
    public string Member { get; init; } = "";
}
