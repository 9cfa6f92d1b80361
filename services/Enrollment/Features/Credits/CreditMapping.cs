using Enrollment.Features.Equivalences;
using Kernel;
using Kernel.Http;

namespace Enrollment.Features.Credits;

/// <summary>
/// A version of an articulation's mapping: what earns credit (D12). It applies to learners who enrol from its first day on, once all
/// institutions of the articulation agree. Whoever sees the articulation reads an agreed one, and its institutions the others.
/// </summary>
public sealed record CreditMapping : IVersioned
{
    /// <summary>Its identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>The articulation.</summary>
    public required Guid ArticulationId { get; init; }

    /// <summary>Counts the articulation's mappings, from 1. The articulation's own terms are number 0.</summary>
    public required int Number { get; init; }

    /// <summary>The first day of enrolment to which it was to apply.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>
    /// Whether it records late what was agreed before, or corrects the mapping of the same day (D43). It applies to learners who were
    /// enrolled already, and what it changes for them is a risk until somebody decides.
    /// </summary>
    public required bool Correction { get; init; }

    /// <summary>
    /// The first day of enrolment to which it applies, until a later one applies. It is <c>validFrom</c>, or the day of the last agreement
    /// if that is later. A correction applies from <c>validFrom</c>. Null until it is agreed.
    /// </summary>
    public required DateOnly? AppliesFrom { get; init; }

    /// <summary>What earns what, and the cap.</summary>
    public required MappingTerms Terms { get; init; }

    /// <summary>Why it is proposed.</summary>
    public required string Reason { get; init; }

    /// <summary><c>proposed</c>, <c>agreed</c> or <c>refused</c>.</summary>
    [OneOf(ProposalState.Proposed, ProposalState.Agreed, ProposalState.Refused)]
    public required string State { get; init; }

    /// <summary>The institution that proposed it; the others agree.</summary>
    public required string ProposedBy { get; init; }

    /// <summary>The institutions that have agreed. With all but the proposer, the mapping is agreed.</summary>
    public required IReadOnlyList<MappingAgreement> Agreements { get; init; }

    /// <summary>The day of the last agreement, or of the refusal.</summary>
    public required DateOnly? DecidedOn { get; init; }

    /// <summary>Why it was refused, or taken back by its proposer.</summary>
    public required string? RefusalReason { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    /// <summary>The place in the sequence of all mappings.</summary>
    internal long Seq { get; init; }

    /// <summary>The moment of the agreement.</summary>
    internal DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Whether a module is earned once by all lines together. Mappings from before that rule count each line for itself.</summary>
    internal bool ByModule { get; init; }

    /// <param name="owners">All institutions of the articulation.</param>
    /// <param name="act">By the institution that agrees.</param>
    internal CreditMapping AgreedBy(IEnumerable<string> owners, Act act)
    {
        MappingAgreement[] agreements = [.. Agreements, new(act.Caller.Org, act.Today)];
        var given = this with { Agreements = agreements, Version = Version + 1 };
        return owners.Except(agreements.Select(one => one.Institution)).Any(owner => owner != ProposedBy)
            ? given
            : given with
            {
                State = ProposalState.Agreed,
                AppliesFrom = Correction || ValidFrom > act.Today ? ValidFrom : act.Today,
                DecidedOn = act.Today,
                DecidedAt = act.Now,
            };
    }

    internal CreditMapping RefusedIn(Act act, string reason) => this with
    {
        State = ProposalState.Refused,
        DecidedOn = act.Today,
        DecidedAt = act.Now,
        RefusalReason = reason,
        Version = Version + 1,
    };
}

/// <param name="Institution">The institution that agreed.</param>
/// <param name="AgreedOn">The business date.</param>
public sealed record MappingAgreement(string Institution, DateOnly AgreedOn);
