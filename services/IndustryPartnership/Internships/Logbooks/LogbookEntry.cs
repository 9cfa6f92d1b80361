using System.ComponentModel.DataAnnotations;
using Kernel.Http;

namespace IndustryPartnership.Internships.Logbooks;

/// <summary>What a learner did in a week of a placement (D39).</summary>
/// <param name="PlacementId">The placement.</param>
/// <param name="WeekOf">The week's Monday, by which it is named.</param>
/// <param name="State"><c>written</c>, <c>returned</c> or <c>signed</c>; a signed entry does not change.</param>
/// <param name="Days">Its days, oldest first.</param>
/// <param name="Comment">The mentor's comment on a returned entry; otherwise null.</param>
/// <param name="SignedOn">The day of the signature, once it is signed.</param>
/// <param name="SignedBy">The opaque person of the mentor who signed it.</param>
/// <param name="Version">Its ETag, and what a mentor signs.</param>
public sealed record LogbookEntry(
    Guid PlacementId, DateOnly WeekOf, [property: OneOf("written", "returned", "signed")] string State, IReadOnlyList<LogbookDay> Days,
    string? Comment, DateOnly? SignedOn, string? SignedBy, int Version) : IVersioned
{
    internal const string Written = "written";
    internal const string Returned = "returned";
    internal const string Signed = "signed";

    /// <summary>The comment, in the table of personal values.</summary>
    internal Guid? CommentId { get; init; }

    /// <summary>The mentor who signed it.</summary>
    internal Guid? MentorId { get; init; }

    /// <summary>Its name in the audit.</summary>
    internal string Key => $"{PlacementId}/{WeekOf:O}";

    internal string Path => $"/industry-partnership/v1/placements/{PlacementId}/logbook/{WeekOf:O}";

    // Next states. They judge nothing: the caller has judged.

    internal static LogbookEntry WrittenFor(Guid placementId, DateOnly weekOf, IEnumerable<LogbookDay> days) =>
        new(placementId, weekOf, Written, LogbookDay.InOrder(days), null, null, null, 1);

    internal LogbookEntry RewrittenWith(IEnumerable<LogbookDay> days) =>
        Next(Written) with { Days = LogbookDay.InOrder(days), Comment = null };

    internal LogbookEntry SignedAs(string person, Guid mentor, DateOnly on) =>
        Next(Signed) with { SignedOn = on, SignedBy = person, MentorId = mentor };

    internal LogbookEntry ReturnedWith(string comment) => Next(Returned) with { Comment = comment };

    private LogbookEntry Next(string state) => this with { State = state, Version = Version + 1 };
}

/// <summary>A day of the logbook.</summary>
/// <param name="Date">The day.</param>
/// <param name="Hours">How long the learner worked, with at most two decimals.</param>
/// <param name="Work">What they did.</param>
public sealed record LogbookDay(
    [property: Day] DateOnly Date, [property: Range(0.0, 24.0)] decimal Hours, [property: Text(2000)] string Work)
{
    /// <summary>The stored form: by day, hours in hundredths.</summary>
    internal static IReadOnlyList<LogbookDay> InOrder(IEnumerable<LogbookDay> days) =>
        [.. days.OrderBy(day => day.Date).Select(day => day with { Hours = day.Hundredths / 100m })];

    internal int Hundredths => (int)(Hours * 100);
}
