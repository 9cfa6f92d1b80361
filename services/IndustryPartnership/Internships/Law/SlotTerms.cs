using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kernel;
using Kernel.Http;

namespace IndustryPartnership.Internships.Law;

/// <summary>
/// A slot's terms: the work and its conditions. The enterprise writes them, the rules judge them, and each placement's agreement contains
/// them. Null means not stated. Lists are in alphabetical order, each word once.
/// </summary>
public sealed record SlotTerms : IValidatableObject
{
    private static readonly JsonSerializerOptions Stored = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary><c>post-internship</c> (the default) or <c>cognitive-visit</c> (D26).</summary>
    [OneOf(SlotWords.PostInternship, SlotWords.CognitiveVisit)]
    public string Kind { get; init; } = SlotWords.PostInternship;

    /// <summary>Codes of the majors that it is for (D36): letters, digits, dots and hyphens, as in articulations.</summary>
    [MinLength(1), MaxLength(30), Code(20, Pattern = "^[0-9A-Za-z][0-9A-Za-z.-]*$")]
    public required IReadOnlyList<string> Majors { get; init; }

    /// <summary>What a learner trains there, for search.</summary>
    [MaxLength(20), Name(100)]
    public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>The place, such as a city.</summary>
    [Name(100)]
    public string? Place { get; init; }

    /// <summary>Hours of work a day, with at most two decimals (D28).</summary>
    [Range(0.0, 24.0)]
    public decimal? HoursPerDay { get; init; }

    /// <summary>Hours of work a week, with at most two decimals (D28).</summary>
    [Range(0.0, 168.0)]
    public decimal? HoursPerWeek { get; init; }

    /// <summary>Whether there are night shifts (D28).</summary>
    public bool? NightShift { get; init; }

    /// <summary>Whether there is work on rest days or public holidays (D28).</summary>
    public bool? RestDays { get; init; }

    /// <summary>Whether there is overtime (D28).</summary>
    public bool? Overtime { get; init; }

    /// <summary>
    /// Conditions that rules name: <c>at-height</c>, <c>underground</c>, <c>radioactive</c>, <c>toxic</c>, <c>flammable</c>,
    /// <c>explosive</c> (D28), <c>heavy-labour-iii</c>, <c>prohibited-for-minors</c>, <c>prohibited-for-women</c>,
    /// <c>entertainment-venue</c> (D27).
    /// </summary>
    [MaxLength(20), Code]
    public IReadOnlyList<string> WorkConditions { get; init; } = [];

    /// <summary>Whether an intermediary arranges it (D27).</summary>
    public bool? ViaIntermediary { get; init; }

    /// <summary>The minimum age of a learner on the first day (D27).</summary>
    [Range(0, 100)]
    public int? MinimumAge { get; init; }

    /// <summary>The filings that it rests on, as an authority recorded them (D28).</summary>
    [MaxLength(20)]
    public IReadOnlyList<Guid> Filings { get; init; } = [];

    /// <summary>What a learner is paid (D33).</summary>
    public Pay? Pay { get; init; }

    /// <summary>Why its length is not the usual one (D30).</summary>
    [Text(1000)]
    public string? LengthReason { get; init; }

    /// <summary>The liability insurance (D35), as last recorded.</summary>
    public Insurance? Insurance { get; init; }

    /// <summary>The minimum effective hours of a completed placement (D40). Institution, enterprise and learner sign it.</summary>
    [Range(1, 10_000)]
    public int? MinimumHours { get; init; }

    /// <summary>Who attests for the enterprise what is not asked of learners (D34).</summary>
    public Attestation? Attestation { get; init; }

    /// <summary>
    /// Codes of the co-signatories of each placement's agreement (D31). Examples are an enterprise that owns the premises, and the
    /// university of the undergraduate stage.
    /// </summary>
    [MaxLength(10), Code]
    public IReadOnlyList<string> CoSignatories { get; init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!HasTwoDecimals(HoursPerDay)) yield return new ValidationResult("Hours have at most two decimals.", [nameof(HoursPerDay)]);
        if (!HasTwoDecimals(HoursPerWeek)) yield return new ValidationResult("Hours have at most two decimals.", [nameof(HoursPerWeek)]);
        if (!WorkConditions.All(SlotWords.Conditions.Contains))
        {
            yield return new ValidationResult(
                $"Each condition must be one of: {string.Join(", ", SlotWords.Conditions)}.", [nameof(WorkConditions)]);
        }
    }

    /// <summary>The canonical text of these terms (RFC 8785), as stored and compared.</summary>
    internal string Write() => Write(InOrder());

    internal static SlotTerms Read(string text) => Read<SlotTerms>(text);

    /// <summary>The same for a part that is stored with a slot.</summary>
    internal static string Write<T>(T part) => CanonicalJson.Write(JsonSerializer.SerializeToNode(part, Stored));

    internal static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Stored)!;

    /// <summary>The terms as they read after storing: 8.00 hours are 8, and each list is in order.</summary>
    internal SlotTerms AsStored() => Read(Write());

    internal static IReadOnlyList<string> InOrder(IEnumerable<string> words) => [.. words.Distinct().Order(StringComparer.Ordinal)];

    private SlotTerms InOrder() => this with
    {
        Majors = InOrder(Majors),
        Skills = InOrder(Skills),
        WorkConditions = InOrder(WorkConditions),
        CoSignatories = InOrder(CoSignatories),
        Filings = [.. Filings.Distinct().Order()],
        Attestation = Attestation?.InOrder(),
    };

    private static bool HasTwoDecimals(decimal? hours) => hours is not { } number || decimal.Round(number, 2) == number;
}
