using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using FacultyCertification.Features.Methods;
using Kernel;
using Kernel.Http;

namespace FacultyCertification.Features.Applications;

/// <summary>The evidence of an application: practice at a base or an enterprise, or a document of another kind.</summary>
public sealed record Evidence
{
    /// <summary><c>practice</c>, or another one such as <c>qualification</c>, <c>award</c> or <c>teaching</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Of practice at a base: the base.</summary>
    public required Guid? BaseId { get; init; }

    /// <summary>Of practice at an enterprise: the code of the enterprise.</summary>
    public required string? Enterprise { get; init; }

    /// <summary>Of practice: the first day.</summary>
    public required DateOnly? From { get; init; }

    /// <summary>Of practice: the last day.</summary>
    public required DateOnly? Until { get; init; }

    /// <summary>Of another kind: its description.</summary>
    public required string? Description { get; init; }

    /// <summary>Of another kind: SHA-256 of the document, in lower-case hexadecimal.</summary>
    public required string? DocumentHash { get; init; }

    /// <summary>Of another kind: how much the document shows.</summary>
    public required int? Amount { get; init; }

    /// <summary>Of practice: how many of its days counted on the day of the application (D17).</summary>
    public required int? DaysCounted { get; init; }

    /// <summary>Of practice: the booking of its seat at a base, if there was one.</summary>
    public required Guid? BookingId { get; init; }

    /// <summary>
    /// <c>confirmed</c> or <c>refused</c>: stated practice by the organisation of the place (D17), a document by the teacher office. Null
    /// until the answer.
    /// </summary>
    [OneOf(CheckEvidence.Confirmed, CheckEvidence.Refused)]
    public required string? Confirmation { get; init; }

    /// <summary>The code of the organisation that answered.</summary>
    public required string? ConfirmedBy { get; init; }

    /// <summary>The days that it confirmed. No others count.</summary>
    public required IReadOnlyList<PractisedDays> Confirmed { get; init; }

    internal bool IsPractice => Kind == EvidenceItem.Practice;

    /// <summary>Practice that only the teacher states. The organisation of the place has to confirm it.</summary>
    internal bool IsStated => IsPractice && BookingId is null;

    /// <summary>A document that does not show what is stated of it. It is no evidence (D16).</summary>
    internal bool IsRefusedDocument => !IsPractice && Confirmation == CheckEvidence.Refused;

    internal Evidence Answered(string confirmation, string by, IEnumerable<Period> days) => this with
    {
        Confirmation = confirmation,
        ConfirmedBy = by,
        Confirmed = [.. days.Select(period => new PractisedDays(period.From, period.Until))],
    };

    private static int? AmountOf(EvidenceItem item) => item.Kind == EvidenceItem.Practice ? null : item.Amount ?? 1;

    /// <summary>The evidence of an item. What was stated before keeps its answer.</summary>
    internal static Evidence Of(EvidenceItem item, IReadOnlyList<Evidence> before)
    {
        var same = before.FirstOrDefault(old => old.Confirmation is not null
            && (old.Kind, old.BaseId, old.Enterprise) == (item.Kind, item.BaseId, item.Enterprise)
            && (old.From, old.Until) == (item.From, item.Until)
            && (old.Description, old.DocumentHash, old.Amount) == (item.Description, item.DocumentHash, AmountOf(item)));
        return new()
        {
            Kind = item.Kind,
            BaseId = item.BaseId,
            Enterprise = item.Enterprise,
            From = item.From,
            Until = item.Until,
            Description = item.Description,
            DocumentHash = item.DocumentHash,
            Amount = AmountOf(item),
            DaysCounted = null,
            BookingId = item.BookingId,
            Confirmation = same?.Confirmation,
            ConfirmedBy = same?.ConfirmedBy,
            Confirmed = same?.Confirmed ?? [],
        };
    }
}

/// <summary>Days of practice, both included.</summary>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day, not before the first.</param>
// A struct, since the reader refuses null for it, and lets null pass for an element of a list of classes.
[method: JsonConstructor]
public readonly record struct PractisedDays([property: Day] DateOnly From, [property: Day] DateOnly Until);

/// <summary>
/// An item of evidence in a request. Practice has a base or an enterprise and its days, or a booking that has them. Any other kind has a
/// description and a document's hash, and the amount that it shows.
/// </summary>
// A struct, since the reader refuses null for it, and lets null pass for an element of a list of classes.
public readonly record struct EvidenceItem
{
    public const string Practice = "practice";

    /// <summary>
    /// <c>practice</c>, or another one in lower-case letters and hyphens, such as <c>qualification</c>, <c>award</c> or
    /// <c>teaching-hours</c>.
    /// </summary>
    [Code(40, Pattern = KindsAttribute.Pattern)]
    public required string Kind { get; init; }

    /// <summary>Of practice at a base: the base.</summary>
    public Guid? BaseId { get; init; }

    /// <summary>Of practice at an enterprise: the code of the enterprise.</summary>
    [Code]
    public string? Enterprise { get; init; }

    /// <summary>Of practice: the first day.</summary>
    [Day]
    public DateOnly? From { get; init; }

    /// <summary>Of practice: the last day. Only days up to the application count.</summary>
    [Day]
    public DateOnly? Until { get; init; }

    /// <summary>Of another kind: its description.</summary>
    [Text(1000)]
    public string? Description { get; init; }

    /// <summary>Of another kind: SHA-256 of the document, in lower-case hexadecimal.</summary>
    [Hash]
    public string? DocumentHash { get; init; }

    /// <summary>Of practice: the teacher's booking of a seat at a base. Its attended days count once it is completed.</summary>
    public Guid? BookingId { get; init; }

    /// <summary>Of another kind: how much the document shows, such as hours of teaching; 1 by default.</summary>
    [Range(1, 100000)]
    public int? Amount { get; init; }

    internal bool IsWhole => Kind == Practice ? HasNoDocument && (BookingId is null ? HasPlace : HasNoPlace) : HasDocument;

    private bool HasPlace => BaseId is null != Enterprise is null && From <= Until;

    private bool HasNoPlace => BaseId is null && Enterprise is null && From is null && Until is null;

    private bool HasNoDocument => Description is null && DocumentHash is null && Amount is null;

    private bool HasDocument =>
        BookingId is null && HasNoPlace && !string.IsNullOrWhiteSpace(Description) && !string.IsNullOrEmpty(DocumentHash);
}

/// <summary>Items of evidence, each with the members of its kind.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WholeEvidenceAttribute() : ValidationAttribute(
    "{0}: practice has either baseId or enterprise, and from and until, not before from, or bookingId alone; "
    + "any other kind has description and documentHash, and may have amount; and nothing else.")
{
    public override bool IsValid(object? value) => value is IReadOnlyList<EvidenceItem> items && items.All(item => item.IsWhole);
}

/// <summary>Items of evidence, each document once for a kind: a second copy would count again (D18).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EachDocumentOnceAttribute() : ValidationAttribute(
    "{0} names each document once for a kind. If it shows more, raise the amount.")
{
    public override bool IsValid(object? value) => value is IReadOnlyList<EvidenceItem> items
        && items.Where(item => item.DocumentHash is not null).GroupBy(item => (item.Kind, item.DocumentHash))
            .All(same => same.Count() == 1);
}
