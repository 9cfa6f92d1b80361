namespace Contracts.Enrollment;

/// <summary>
/// The public state of a learner's vocational skill-level certificate (D21). Its number and the account at the credit bank identify a
/// person, so no event has them.
/// </summary>
public sealed record XCertificateV1
{
    public required Guid Id { get; init; }
    public required Guid LearnerId { get; init; }

    /// <summary>The code of the institution that recorded it.</summary>
    public required string Institution { get; init; }

    /// <summary>The code of its type.</summary>
    public required string Type { get; init; }

    /// <summary>Its level, one of the type's, such as <c>junior</c>.</summary>
    public required string Level { get; init; }

    /// <summary>The code of the evaluation organisation.</summary>
    public required string Evaluator { get; init; }

    /// <summary>The day of issue.</summary>
    public required DateOnly IssuedOn { get; init; }

    /// <summary>One of <see cref="XCertificateState"/>.</summary>
    public required string State { get; init; }

    /// <summary>Counts its changes, from 1.</summary>
    public required int Version { get; init; }
}

/// <summary>The states of an X-certificate, as <see cref="XCertificateV1.State"/> names them.</summary>
public static class XCertificateState
{
    /// <summary>It counts.</summary>
    public const string Recorded = "recorded";

    /// <summary>Final: its issuer revoked it, or it was never the learner's.</summary>
    public const string Withdrawn = "withdrawn";
}
