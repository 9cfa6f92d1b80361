using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Contracts;
using FacultyCertification.Rules;
using Kernel;
using Kernel.Http;

namespace FacultyCertification.Features.Methods;

/// <summary>
/// A version of a method for the recognition of dual-qualified teachers (D18). Only its owner sees a draft. A published version is public
/// and does not change.
/// </summary>
public sealed record Method : IVersioned
{
    /// <summary>Its identity here.</summary>
    public required Guid Id { get; init; }

    /// <summary>The code of the institution or the authority that issues it.</summary>
    public required string Owner { get; init; }

    /// <summary>True if an authority issues it, so that every institution may use it. Otherwise only its owner may.</summary>
    public required bool IsForAll { get; init; }

    /// <summary>The code of all its versions, unique for the owner.</summary>
    public required string Code { get; init; }

    /// <summary>The number of the version, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The requirements of each level.</summary>
    public required IReadOnlyList<MethodLevel> Levels { get; init; }

    /// <summary>How many years before the application practice counts.</summary>
    public required int PracticeWindowYears { get; init; }

    /// <summary>How many years a certificate is valid (D19).</summary>
    public required int ValidityYears { get; init; }

    /// <summary>How many days a grant is published before the certificate.</summary>
    public required int PublicNoticeDays { get; init; }

    /// <summary>The least number of members of a panel.</summary>
    public required int PanelMembers { get; init; }

    /// <summary>The least number of members who vote.</summary>
    public required int Quorum { get; init; }

    /// <summary>Which part of the voting members grants: <c>simple</c>, <c>two-thirds</c> or <c>unanimous</c>.</summary>
    [OneOf(typeof(Majority))]
    public required string Majority { get; init; }

    /// <summary>Whether objections may be raised during the public notice.</summary>
    public required bool ObjectionsAllowed { get; init; }

    /// <summary>How many days before a certificate's last one its renewal may begin (D19).</summary>
    public required int RenewalWindowDays { get; init; }

    /// <summary><c>draft</c>, <c>published</c> or <c>superseded</c> by the next version.</summary>
    [OneOf(Draft, Published, Superseded)]
    public required string State { get; init; }

    /// <summary>The first day for applications by it, once published.</summary>
    public required DateOnly? EffectiveFrom { get; init; }

    /// <summary>The last day, once superseded.</summary>
    public required DateOnly? EffectiveUntil { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    internal const string Draft = "draft";
    internal const string Published = "published";
    internal const string Superseded = "superseded";

    /// <summary>The place in the sequence of all methods.</summary>
    internal long Seq { get; init; }

    /// <summary>The days for applications by it; none for a draft.</summary>
    internal Period InForce => EffectiveFrom is { } from
        ? new(from, EffectiveUntil ?? DateOnly.MaxValue)
        : new(DateOnly.MaxValue, DateOnly.MinValue);

    /// <summary>Whether the caller keeps it: the owner's teacher office, or the authority that owns it.</summary>
    internal bool IsKeptBy(Caller caller) => caller.Org == Owner && caller.Is(IsForAll ? Roles.Authority : Roles.TeacherOffice);

    internal static Method Drafted(DraftMethod.Request request, string owner, bool isForAll, int number) => new()
    {
        Id = Guid.CreateVersion7(),
        Owner = owner,
        IsForAll = isForAll,
        Code = request.Code,
        Number = number,
        Name = request.Name,
        Levels = request.Levels,
        PracticeWindowYears = request.PracticeWindowYears ?? DraftMethod.UsualYears,
        ValidityYears = request.ValidityYears ?? DraftMethod.UsualYears,
        PublicNoticeDays = request.PublicNoticeDays,
        PanelMembers = request.PanelMembers,
        Quorum = request.Quorum ?? request.PanelMembers,
        Majority = request.Majority ?? Rules.Majority.Simple,
        ObjectionsAllowed = request.ObjectionsAllowed ?? true,
        RenewalWindowDays = request.RenewalWindowDays ?? DraftMethod.UsualWindowDays,
        State = Draft,
        EffectiveFrom = null,
        EffectiveUntil = null,
        Version = 1,
    };

    internal Method EditedTo(RequestedTerms terms) => Next(State) with
    {
        Name = terms.Name,
        Levels = terms.Levels,
        PracticeWindowYears = terms.PracticeWindowYears ?? DraftMethod.UsualYears,
        ValidityYears = terms.ValidityYears ?? DraftMethod.UsualYears,
        PublicNoticeDays = terms.PublicNoticeDays,
        PanelMembers = terms.PanelMembers,
        Quorum = terms.Quorum ?? terms.PanelMembers,
        Majority = terms.Majority ?? Rules.Majority.Simple,
        ObjectionsAllowed = terms.ObjectionsAllowed ?? true,
        RenewalWindowDays = terms.RenewalWindowDays ?? DraftMethod.UsualWindowDays,
    };

    internal Method PublishedFrom(DateOnly day) => Next(Published) with { EffectiveFrom = day };

    internal Method SupersededFrom(DateOnly day) => Next(Superseded) with { EffectiveUntil = day.AddDays(-1) };

    private Method Next(string state) => this with { State = state, Version = Version + 1 };
}

/// <param name="Level"><c>junior</c>, <c>intermediate</c> or <c>senior</c>.</param>
/// <param name="PracticeDays">The least number of days of practice (D17).</param>
/// <param name="RequiredEvidence">
/// The required kinds of evidence, each once, at most 10: words in lower case such as <c>practice</c>, <c>qualification</c>, <c>award</c>
/// or <c>teaching</c>.
/// </param>
/// <param name="Thresholds">How much evidence of a kind the level asks for, each kind once, at most 10.</param>
// A struct, since the reader refuses null for it, and lets null pass for an element of a list of classes.
[method: JsonConstructor]
public readonly record struct MethodLevel(
    [property: OneOf(Rules.Level.Junior, Rules.Level.Intermediate, Rules.Level.Senior)] string Level,
    [property: Range(1, 3650)] int PracticeDays,
    [property: MaxLength(10), Code(40, Pattern = KindsAttribute.Pattern), Kinds] IReadOnlyList<string> RequiredEvidence,
    [property: MaxLength(10), EachKindOnce] IReadOnlyList<Threshold>? Thresholds = null);

/// <summary>How much evidence of a kind is needed (D18).</summary>
/// <param name="Kind">The kind, such as <c>teaching-hours</c>, <c>projects</c>, <c>certificates</c> or <c>training-days</c>.</param>
/// <param name="AtLeast">The least sum of the confirmed amounts of that kind, in the kind's own unit, 1 to 100000.</param>
// A struct, since the reader refuses null for it, and lets null pass for an element of a list of classes.
[method: JsonConstructor]
public readonly record struct Threshold(
    [property: Code(40, Pattern = KindsAttribute.Pattern)] string Kind,
    [property: Range(1, 100000)] int AtLeast);
