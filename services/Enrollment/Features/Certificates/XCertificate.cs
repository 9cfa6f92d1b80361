using Contracts.Enrollment;
using Kernel;
using Kernel.Http;

namespace Enrollment.Features.Certificates;

/// <summary>
/// A learner's vocational skill-level certificate (D21). It stands beside the diplomas and replaces none of them. Whoever sees the learner
/// sees it.
/// </summary>
public sealed record XCertificate : IVersioned
{
    /// <summary>Its identity on the platform.</summary>
    public required Guid Id { get; init; }

    /// <summary>The learner who holds it.</summary>
    public required Guid LearnerId { get; init; }

    /// <summary>The institution that recorded it. Its registrars correct and withdraw it.</summary>
    public required string Institution { get; init; }

    /// <summary><c>recorded</c> or <c>withdrawn</c>.</summary>
    [OneOf(typeof(XCertificateState))]
    public required string State { get; init; }

    /// <summary>The code of its type.</summary>
    public required string Type { get; init; }

    /// <summary>Its level, one of the type's.</summary>
    public required string Level { get; init; }

    /// <summary>The code of the evaluation organisation that issued it.</summary>
    public required string Evaluator { get; init; }

    /// <summary>Its number; an evaluation organisation gives one number once.</summary>
    public required string Number { get; init; }

    /// <summary>The day of issue.</summary>
    public required DateOnly IssuedOn { get; init; }

    /// <summary>The opaque reference of the learner's account at the credit bank, where a mapping asks for it.</summary>
    public required string? Account { get; init; }

    /// <summary>All its versions from the first; the last one is the present one (D43).</summary>
    public required IReadOnlyList<XCertificateVersion> Versions { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    internal static XCertificate Recorded(Guid learner, RecordXCertificate.Request request, string evaluator, Act act)
    {
        var first = new XCertificateVersion
        {
            Version = 1,
            State = XCertificateState.Recorded,
            Type = request.Type,
            Level = request.Level,
            Evaluator = evaluator,
            Number = request.Number,
            IssuedOn = request.IssuedOn,
            Account = request.Account,
            Reason = null,
            RecordedOn = act.Today,
            RecordedAt = act.Now,
        };
        return Of(Guid.CreateVersion7(), learner, act.Caller.Org, [first]);
    }

    /// <summary>The certificate of its versions.</summary>
    internal static XCertificate Of(Guid id, Guid learner, string institution, IReadOnlyList<XCertificateVersion> versions) => new()
    {
        Id = id,
        LearnerId = learner,
        Institution = institution,
        State = versions[^1].State,
        Type = versions[^1].Type,
        Level = versions[^1].Level,
        Evaluator = versions[^1].Evaluator,
        Number = versions[^1].Number,
        IssuedOn = versions[^1].IssuedOn,
        Account = versions[^1].Account,
        Versions = versions,
        Version = versions[^1].Version,
    };

    internal XCertificate CorrectedTo(CorrectXCertificate.Request right, string evaluator, Act act) =>
        Next(act, right.Reason, last => last with
        {
            Type = right.Type,
            Level = right.Level,
            Evaluator = evaluator,
            Number = right.Number,
            IssuedOn = right.IssuedOn,
            Account = right.Account,
        });

    /// <summary>Whether it says the same.</summary>
    internal bool IsAs(XCertificate other) =>
        (Type, Level, Evaluator, Number, IssuedOn, Account)
        == (other.Type, other.Level, other.Evaluator, other.Number, other.IssuedOn, other.Account);

    internal XCertificate WithdrawnFor(string reason, Act act) =>
        Next(act, reason, last => last with { State = XCertificateState.Withdrawn });

    internal XCertificateV1 ToEvent() => new()
    {
        Id = Id,
        LearnerId = LearnerId,
        Institution = Institution,
        Type = Type,
        Level = Level,
        Evaluator = Evaluator,
        IssuedOn = IssuedOn,
        State = State,
        Version = Version,
    };

    private XCertificate Next(Act act, string reason, Func<XCertificateVersion, XCertificateVersion> change)
    {
        var next = change(Versions[^1]) with { Version = Version + 1, Reason = reason, RecordedOn = act.Today, RecordedAt = act.Now };
        return Of(Id, LearnerId, Institution, [.. Versions, next]);
    }
}

/// <summary>What was known of a certificate from one recording to the next.</summary>
public sealed record XCertificateVersion
{
    /// <summary>Counts the recordings, from 1.</summary>
    public required int Version { get; init; }

    /// <summary><c>recorded</c> or <c>withdrawn</c>.</summary>
    [OneOf(typeof(XCertificateState))]
    public required string State { get; init; }

    /// <summary>The code of the type.</summary>
    public required string Type { get; init; }

    /// <summary>The level.</summary>
    public required string Level { get; init; }

    /// <summary>The code of the evaluation organisation.</summary>
    public required string Evaluator { get; init; }

    /// <summary>The certificate's number.</summary>
    public required string Number { get; init; }

    /// <summary>The day of issue.</summary>
    public required DateOnly IssuedOn { get; init; }

    /// <summary>The reference of the account at the credit bank.</summary>
    public required string? Account { get; init; }

    /// <summary>The reason for the correction or the withdrawal; null in the first version.</summary>
    public required string? Reason { get; init; }

    /// <summary>The business day of the recording.</summary>
    public required DateOnly RecordedOn { get; init; }

    /// <summary>The moment of the recording, UTC.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Where the number stands.</summary>
    internal Guid NumberId { get; init; }
}
