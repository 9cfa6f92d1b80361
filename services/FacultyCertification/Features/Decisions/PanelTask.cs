using FacultyCertification.Rules;
using Kernel.Http;

namespace FacultyCertification.Features.Decisions;

/// <summary>Something that a panel has to do.</summary>
public sealed record PanelTask
{
    /// <summary><c>review</c> (take it under review), <c>decide</c> (vote on it), or <c>objection</c> (decide on one).</summary>
    [OneOf(Review, Decide, Objection)]
    public string Step => ObjectionId is not null ? Objection : State == "submitted" ? Review : Decide;

    /// <summary>The application.</summary>
    public required Guid ApplicationId { get; init; }

    /// <summary>The applicant.</summary>
    public required Guid TeacherId { get; init; }

    /// <summary>The level of the application.</summary>
    [OneOf(typeof(Level))]
    public required string Level { get; init; }

    /// <summary>The day of the application.</summary>
    public required DateOnly SubmittedOn { get; init; }

    /// <summary>The objection that waits for a decision.</summary>
    public Guid? ObjectionId { get; init; }

    /// <summary>The last day of the notice. After the decision on the objection, certificates are issued from the next day on.</summary>
    public DateOnly? NoticeUntil { get; init; }

    internal const string Review = "review";
    internal const string Decide = "decide";
    internal const string Objection = "objection";

    /// <summary>The state of the application.</summary>
    internal string State { get; init; } = "";
}
