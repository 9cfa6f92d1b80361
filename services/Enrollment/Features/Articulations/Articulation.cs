using Contracts.Enrollment;
using Enrollment.Features.Pathways;
using Kernel.Http;

namespace Enrollment.Features.Articulations;

/// <summary>A vocational major and the undergraduate major that continues it. Only its two institutions see a draft.</summary>
public sealed record Articulation : IVersioned
{
    /// <summary>Its identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>The code of the pathway that it follows.</summary>
    public required string Pathway { get; init; }

    /// <summary>The institution of the last vocational stages, before the transfer.</summary>
    public required string FromInstitution { get; init; }

    /// <summary>The code of the vocational major.</summary>
    public required string FromMajor { get; init; }

    /// <summary>The vocational major's name.</summary>
    public required string FromMajorName { get; init; }

    /// <summary>The institution of the undergraduate stage.</summary>
    public required string ToInstitution { get; init; }

    /// <summary>The code of the undergraduate major.</summary>
    public required string ToMajor { get; init; }

    /// <summary>The undergraduate major's name.</summary>
    public required string ToMajorName { get; init; }

    /// <summary>The credit for a completed post internship, in tenths of a credit.</summary>
    public required int InternshipCredits { get; init; }

    /// <summary>The most credit for all post internships of a learner together, in tenths (D12).</summary>
    public required int InternshipCreditCap { get; init; }

    /// <summary><c>draft</c>, <c>active</c> or <c>closed</c>. Only an active articulation takes a new cohort (D6b).</summary>
    [OneOf(typeof(ArticulationState))]
    public required string State { get; init; }

    /// <summary>The agreement of its last activation.</summary>
    public required Guid? AgreementId { get; init; }

    /// <summary>Why it is closed.</summary>
    public required string? ClosureReason { get; init; }

    /// <summary>Counts its revisions, from 1. A later cohort may have another one (D6b).</summary>
    public required int Revision { get; init; }

    /// <summary>The first cohort of this revision; null for the first one, which takes all before.</summary>
    public required int? FirstCohort { get; init; }

    /// <summary>The institution and the major of each owner of the pathway's stages, in their order.</summary>
    public required IReadOnlyList<ArticulationOwner> Owners { get; init; }

    /// <summary>The institution that teaches each stage, with its years.</summary>
    public required IReadOnlyList<ArticulationStage> Stages { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    /// <summary>Whether the organisation is one of its institutions.</summary>
    internal bool IsOf(string organisation) => Institutions.Contains(organisation);

    internal IEnumerable<string> Institutions => Owners.Select(owner => owner.Institution);

    /// <summary>What makes it the same articulation in another revision.</summary>
    internal string Route => string.Join('>', Owners.Select(owner => $"{owner.Institution}/{owner.Major}"));

    internal static Articulation Drafted(DraftArticulationRequest request, Pathway pathway) => new()
    {
        Id = Guid.CreateVersion7(),
        Pathway = pathway.Code,
        FromInstitution = request.FromInstitution,
        FromMajor = request.FromMajor,
        FromMajorName = request.FromMajorName,
        ToInstitution = request.ToInstitution,
        ToMajor = request.ToMajor,
        ToMajorName = request.ToMajorName,
        InternshipCredits = request.InternshipCredits,
        InternshipCreditCap = request.InternshipCreditCap ?? request.InternshipCredits,
        State = ArticulationState.Draft,
        AgreementId = null,
        ClosureReason = null,
        Revision = 1,
        FirstCohort = null,
        Owners = ArticulationOwner.Of(request, pathway),
        Stages = ArticulationStage.Of(pathway.Stages, ArticulationOwner.Of(request, pathway)),
        Version = 1,
    };

    /// <summary>A draft of the next revision, for later cohorts.</summary>
    internal Articulation RevisedTo(ReviseArticulation.Request terms, Pathway pathway, int revision) =>
        EditedTo(terms.Terms(), pathway) with
        {
            Id = Guid.CreateVersion7(),
            State = ArticulationState.Draft,
            AgreementId = null,
            ClosureReason = null,
            Revision = revision,
            FirstCohort = terms.FirstCohort,
            Version = 1,
        };

    internal Articulation ActivatedUnder(Guid agreement) =>
        Next(ArticulationState.Active) with { AgreementId = agreement, ClosureReason = null };

    internal Articulation ClosedFor(string reason) => Next(ArticulationState.Closed) with { ClosureReason = reason };

    internal Articulation EditedTo(EditArticulation.Request terms, Pathway pathway) => Next(State) with
    {
        Pathway = pathway.Code,
        FromMajorName = terms.FromMajorName,
        ToMajorName = terms.ToMajorName,
        InternshipCredits = terms.InternshipCredits,
        InternshipCreditCap = terms.InternshipCreditCap ?? terms.InternshipCredits,
        Owners = ArticulationOwner.Renamed(Owners, terms, pathway),
        Stages = ArticulationStage.Of(pathway.Stages, ArticulationOwner.Renamed(Owners, terms, pathway)),
    };

    internal ArticulationV1 ToEvent() => new()
    {
        Id = Id,
        Pathway = Pathway,
        FromInstitution = FromInstitution,
        FromMajor = FromMajor,
        ToInstitution = ToInstitution,
        ToMajor = ToMajor,
        AgreementId = AgreementId!.Value,
        Revision = Revision,
        FirstCohort = FirstCohort,
        Owners = [.. Owners.Select(owner => new ArticulationOwnerV1
        {
            Owner = owner.Owner,
            Institution = owner.Institution,
            Major = owner.Major,
        })],
        State = State,
        Version = Version,
    };

    private Articulation Next(string state) => this with { State = state, Version = Version + 1 };
}

/// <param name="Name">The stage's name.</param>
/// <param name="Institution">The institution that teaches it.</param>
/// <param name="Major">The code of the major there.</param>
/// <param name="FirstYear">Its first year, counted from the beginning of the pathway, from 1.</param>
/// <param name="LastYear">Its last year.</param>
public sealed record ArticulationStage(string Name, string Institution, string Major, int FirstYear, int LastYear)
{
    internal static IReadOnlyList<ArticulationStage> Of(IEnumerable<PathwayStage> stages, IReadOnlyList<ArticulationOwner> owners)
    {
        var resolved = new List<ArticulationStage>();
        foreach (var stage in stages)
        {
            var before = resolved is [.., var last] ? last.LastYear : 0;
            var owner = owners.Single(one => one.Owner == stage.TaughtBy);
            resolved.Add(new(stage.Name, owner.Institution, owner.Major, before + 1, before + stage.Years));
        }
        return resolved;
    }
}

/// <summary>The states of an articulation (D6b).</summary>
internal static class ArticulationState
{
    public const string Draft = "draft";
    public const string Active = "active";
    public const string Closed = "closed";
}
