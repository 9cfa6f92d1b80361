using Kernel.Data;
using Kernel.Http;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>An enterprise that registered asks an institution to verify it.</summary>
public sealed record VerificationRequest : IVersioned
{
    internal const string Kind = "verification request";

    // What the organisations are decides what the request is, so nothing is written when one of them changes (D45).
    private const string StateNow =
        """
        CASE WHEN v.refused_on IS NOT NULL THEN 'refused'
            WHEN e.state = 'verified' THEN 'verified'
            WHEN e.state = 'closed' OR i.state = 'closed' THEN 'ended'
            ELSE 'asked' END
        """;

    private const string Select =
        $"""
        SELECT v.seq, v.id, v.enterprise, v.institution, {StateNow} AS state, v.asked_on, v.refused_on, v.reason, v.version
        FROM partnership.verification_request v
        INNER JOIN partnership.organisation e ON e.code = v.enterprise
        INNER JOIN partnership.organisation i ON i.code = v.institution
        """;

    /// <summary>Its two parties see it.</summary>
    private const string Visible = "(v.enterprise = @Org OR v.institution = @Org)";

    /// <summary>Its identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>The enterprise that asks.</summary>
    public required string Enterprise { get; init; }

    /// <summary>The institution that is asked.</summary>
    public required string Institution { get; init; }

    /// <summary>
    /// <c>asked</c>; <c>refused</c> by the institution; <c>verified</c>, by this institution or another; <c>ended</c> with one of the two.
    /// </summary>
    [OneOf(typeof(VerificationRequestState))]
    public required string State { get; init; }

    /// <summary>The day of the request.</summary>
    public required DateOnly AskedOn { get; init; }

    /// <summary>The day of the refusal.</summary>
    public required DateOnly? RefusedOn { get; init; }

    /// <summary>Why the institution refused.</summary>
    public required string? Reason { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    internal long Seq { get; init; }

    /// <summary>The request, if the caller's organisation is a party to it.</summary>
    internal static Task<VerificationRequest?> FindAsync(IReader reader, Guid id, Caller caller, CancellationToken ct = default) =>
        reader.FindAsync<VerificationRequest>(Select + " WHERE v.id = @id AND " + Visible, new { id, caller.Org }, ct);

    /// <summary>The request of an enterprise to an institution that waits for the answer.</summary>
    internal static Task<VerificationRequest?> OpenAsync(UnitOfWork work, string enterprise, string institution) =>
        work.FindAsync<VerificationRequest>(
            Select + " WHERE v.enterprise = @enterprise AND v.institution = @institution AND " + StateNow + " = 'asked'",
            new { enterprise, institution });

    internal static Task<IReadOnlyList<VerificationRequest>> ListAsync(
        Paging paging, Db db, Caller caller, string? state, CancellationToken ct) => paging.ReadAsync<VerificationRequest>(
            db, Select + " WHERE " + Visible + " AND (@state IS NULL OR " + StateNow + " = @state)", new { caller.Org, state }, ct);
}

/// <summary>The states of a request for verification.</summary>
internal static class VerificationRequestState
{
    public const string Asked = "asked";
    public const string Refused = "refused";
    public const string Verified = "verified";
    public const string Ended = "ended";
}
