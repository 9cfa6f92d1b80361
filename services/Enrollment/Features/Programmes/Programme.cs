using Contracts.Enrollment;
using Enrollment.Features.Articulations;
using Enrollment.Features.TransferPlans;
using Kernel;
using Kernel.Http;

namespace Enrollment.Features.Programmes;

/// <summary>
/// An edition of the joint programme of an articulation (S8). Its owners, the institutions of all stages, see it; everybody sees it once
/// it is published.
/// </summary>
public sealed record Programme : IVersioned
{
    /// <summary>Its identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>The articulation that it is for.</summary>
    public required Guid ArticulationId { get; init; }

    /// <summary>Counts the editions of the articulation's programme, from 1.</summary>
    public required int Edition { get; init; }

    /// <summary><c>draft</c>, <c>proposed</c>, <c>approved</c> (by all owners), <c>published</c> or <c>withdrawn</c>.</summary>
    [OneOf(typeof(ProgrammeState))]
    public required string State { get; init; }

    /// <summary>
    /// The first day on which it is in force. Learners who are enrolled from then on follow it, until a later edition is in force (D12).
    /// </summary>
    public required DateOnly InForceFrom { get; init; }

    /// <summary>The learning outcomes that it aims at.</summary>
    public required IReadOnlyList<AimedOutcome> Outcomes { get; init; }

    /// <summary>Its modules, in the order of their places.</summary>
    public required IReadOnlyList<PlacedModule> Modules { get; init; }

    /// <summary>The measures that it serves (S9). No approval covers them.</summary>
    public required IReadOnlyList<string> Measures { get; init; }

    /// <summary>The canonical JSON (RFC 8785) of everything that an approval covers.</summary>
    public required string Text { get; init; }

    /// <summary>SHA-256 of that text, in lower-case hexadecimal. A registrar sends it back to approve the text.</summary>
    public required string TextHash { get; init; }

    /// <summary>The institutions of the stages: each approves the text.</summary>
    public required IReadOnlyList<string> Owners { get; init; }

    /// <summary>The approvals of this text. An edit voids them.</summary>
    public required IReadOnlyList<Approval> Approvals { get; init; }

    /// <summary>The business date of its publication.</summary>
    public required DateOnly? PublishedOn { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    /// <summary>Counts the texts, from 1.</summary>
    internal int Revision { get; init; } = 1;

    internal bool IsOf(string organisation) => Owners.Contains(organisation);

    internal static Programme Drafted(Articulation articulation, int edition, ProgrammeContent content) => Saying(content, new()
    {
        Id = Guid.CreateVersion7(),
        ArticulationId = articulation.Id,
        Edition = edition,
        State = ProgrammeState.Draft,
        InForceFrom = content.InForceFrom,
        Outcomes = content.Outcomes,
        Modules = content.Modules,
        Measures = [],
        Text = "",
        TextHash = "",
        Owners = articulation.Owners(),
        Approvals = [],
        PublishedOn = null,
        Version = 1,
    });

    /// <summary>An approval was of the earlier text, so an edit voids it.</summary>
    internal Programme EditedTo(ProgrammeContent content) =>
        Saying(content, Next(ProgrammeState.Draft) with { Revision = Revision + 1, Approvals = [] });

    internal Programme Proposed() => Next(ProgrammeState.Proposed);

    internal Programme ApprovedBy(string institution, DateTimeOffset now)
    {
        Approval[] approvals = [.. Approvals, new(institution, now)];
        var isApproved = Owners.All(owner => approvals.Any(given => given.Institution == owner));
        return Next(isApproved ? ProgrammeState.Approved : State) with { Approvals = approvals };
    }

    internal Programme PublishedFrom(DateOnly today) => Next(ProgrammeState.Published) with { PublishedOn = today };

    internal Programme Withdrawn() => Next(ProgrammeState.Withdrawn);

    internal Programme TaggedWith(IEnumerable<string> measures) =>
        Next(State) with { Measures = [.. measures.Distinct().Order(StringComparer.Ordinal)] };

    internal CurriculumVersionV1 ToEvent() => new()
    {
        Id = Id,
        ArticulationId = ArticulationId,
        Edition = Edition,
        Owners = Owners,
        InForceFrom = InForceFrom,
        TextHash = TextHash,
        Outcomes = [.. Outcomes.Select(outcome => outcome.OutcomeId)],
        Modules = [.. Modules.Select(module => new CurriculumModuleV1
        {
            ModuleId = module.ModuleId,
            ModuleVersion = module.Version,
            Institution = module.Institution,
            Stage = module.Stage,
            Hours = module.Terms.Hours,
            Credits = module.Terms.Credits,
        })],
        Version = Version,
    };

    private static Programme Saying(ProgrammeContent content, Programme programme)
    {
        var text = content.Write();
        return programme with
        {
            InForceFrom = content.InForceFrom,
            Outcomes = content.Outcomes,
            Modules = content.Modules,
            Text = text,
            TextHash = CanonicalJson.Hash(text),
        };
    }

    private Programme Next(string state) => this with { State = state, Version = Version + 1 };
}

/// <summary>The states of a programme (S8).</summary>
internal static class ProgrammeState
{
    public const string Draft = "draft";
    public const string Proposed = "proposed";
    public const string Approved = "approved";
    public const string Published = "published";
    public const string Withdrawn = "withdrawn";

    /// <summary>The states in which it may still change.</summary>
    public static IReadOnlyList<string> Open { get; } = [Draft, Proposed, Approved];
}

/// <summary>The owners of a pathway's stages.</summary>
internal static class StageOwners
{
    /// <summary>The institutions that teach a stage, each once. There may be as many as stages (D3).</summary>
    public static IReadOnlyList<string> Owners(this Articulation articulation) =>
        [.. articulation.Stages.Select(stage => stage.Institution).Distinct()];
}
