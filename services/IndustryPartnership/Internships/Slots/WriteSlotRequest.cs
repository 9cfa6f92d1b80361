using System.ComponentModel.DataAnnotations;
using IndustryPartnership.Internships.Law;
using Kernel.Http;

namespace IndustryPartnership.Internships.Slots;

public static partial class WriteSlot
{
    /// <param name="Title">Its title.</param>
    /// <param name="PostKind">The kind of post, as the enterprise's staff counts name it (D29).</param>
    /// <param name="Majors">Codes of the majors that it is meant for (D36): letters, digits, dots and hyphens, as articulations have them.</param>
    /// <param name="Capacity">How many learners it takes.</param>
    /// <param name="StartsOn">The first day, which decides by which pack of rules it is judged.</param>
    /// <param name="EndsOn">The last day.</param>
    /// <param name="BaseId">The base that learners work at, if at one that the enterprise is a party of (D25).</param>
    /// <param name="Kind"><c>post-internship</c>, which it is where nothing is said, or <c>cognitive-visit</c> (D26).</param>
    /// <param name="HoursPerDay">How long a learner works on a day, with at most two decimals (D28).</param>
    /// <param name="HoursPerWeek">How long in a week (D28).</param>
    /// <param name="NightShift">Whether there are night shifts (D28).</param>
    /// <param name="RestDays">Whether there is work on rest days or public holidays (D28).</param>
    /// <param name="Overtime">Whether there is overtime (D28).</param>
    /// <param name="WorkConditions">Conditions that rules name: <c>at-height</c>, <c>underground</c>, <c>radioactive</c>, <c>toxic</c>, <c>flammable</c>, <c>explosive</c> (D28), <c>heavy-labour-iii</c>, <c>prohibited-for-minors</c>, <c>prohibited-for-women</c>, <c>entertainment-venue</c> (D27).</param>
    /// <param name="ViaIntermediary">Whether an intermediary arranges it (D27).</param>
    /// <param name="MinimumAge">How old a learner is at the least on the first day (D27).</param>
    /// <param name="Filings">The filings that it rests on, as an authority has recorded them (D28).</param>
    /// <param name="Pay">What a learner is paid (D33).</param>
    /// <param name="LengthReason">Why it is not of the usual length (D30).</param>
    /// <param name="Insurance">The liability insurance (D35).</param>
    /// <param name="MinimumHours">How many effective hours a placement is completed with at the least (D40): part of what institution, enterprise and learner sign.</param>
    /// <param name="Attestation">Who attests that nothing is asked of learners (D34).</param>
    /// <param name="Skills">What a learner trains there, to be found by.</param>
    /// <param name="Place">Where it is, such as a city.</param>
    /// <param name="CoSignatories">Codes of further organisations that sign the agreement of each placement (D31), such as an enterprise whose premises it is at or the university of the undergraduate stage.</param>
    public sealed record Request(
        [property: Name(200)] string Title,
        [property: Name(60)] string PostKind,
        [property: MinLength(1), MaxLength(30), Code(20, Pattern = "^[0-9A-Za-z][0-9A-Za-z.-]*$")] IReadOnlyList<string> Majors,
        [property: Range(1, 100_000)] int Capacity,
        [property: Day] DateOnly StartsOn,
        [property: Day] DateOnly EndsOn,
        Guid? BaseId = null,
        [property: OneOf(SlotWords.PostInternship, SlotWords.CognitiveVisit)] string? Kind = null,
        [property: Range(0.0, 24.0)] decimal? HoursPerDay = null,
        [property: Range(0.0, 168.0)] decimal? HoursPerWeek = null,
        bool? NightShift = null,
        bool? RestDays = null,
        bool? Overtime = null,
        [property: MaxLength(20), Code] IReadOnlyList<string>? WorkConditions = null,
        bool? ViaIntermediary = null,
        [property: Range(0, 100)] int? MinimumAge = null,
        [property: MaxLength(20)] IReadOnlyList<Guid>? Filings = null,
        Pay? Pay = null,
        [property: Text(1000)] string? LengthReason = null,
        Insurance? Insurance = null,
        [property: Range(1, 10_000)] int? MinimumHours = null,
        Attestation? Attestation = null,
        [property: MaxLength(20), Name(100)] IReadOnlyList<string>? Skills = null,
        [property: Name(100)] string? Place = null,
        [property: MaxLength(10), Code] IReadOnlyList<string>? CoSignatories = null) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (EndsOn < StartsOn) yield return new ValidationResult("The last day is not before the first.", [nameof(EndsOn)]);
            if (HoursPerDay is { } day && !HasTwoDecimals(day)) yield return new ValidationResult("Hours have at most two decimals.", [nameof(HoursPerDay)]);
            if (HoursPerWeek is { } week && !HasTwoDecimals(week)) yield return new ValidationResult("Hours have at most two decimals.", [nameof(HoursPerWeek)]);
            if (WorkConditions?.All(SlotWords.Conditions.Contains) == false) yield return new ValidationResult($"Each condition is one of: {string.Join(", ", SlotWords.Conditions)}.", [nameof(WorkConditions)]);
            if (Pay is not null && new[] { Pay.Monthly, Pay.SamePost, Pay.LowestGrade ?? 0, Pay.Probation ?? 0 }.All(HasTwoDecimals) == false) yield return new ValidationResult("Amounts have at most two decimals.", [nameof(Pay)]);
            foreach (var wrong in Attestation?.WrongWords(nameof(Attestation)) ?? []) yield return wrong;
        }

        internal SlotFacts Facts() => new()
        {
            Kind = Kind ?? SlotWords.PostInternship,
            PostKind = PostKind,
            Majors = [.. Majors.Distinct()],
            Capacity = Capacity,
            StartsOn = StartsOn,
            EndsOn = EndsOn,
            HoursPerDay = HoursPerDay,
            HoursPerWeek = HoursPerWeek,
            NightShift = NightShift,
            RestDays = RestDays,
            Overtime = Overtime,
            WorkConditions = [.. (WorkConditions ?? []).Distinct()],
            ViaIntermediary = ViaIntermediary,
            MinimumAge = MinimumAge,
            MinimumHours = MinimumHours,
            Filings = [.. (Filings ?? []).Distinct()],
            Pay = Pay,
            LengthReason = LengthReason,
            Insurance = Insurance,
            Attestation = Attestation,
            Skills = [.. (Skills ?? []).Distinct()],
            Place = Place,
            CoSignatories = [.. (CoSignatories ?? []).Distinct()],
        };

        private static bool HasTwoDecimals(decimal number) => decimal.Round(number, 2) == number;
    }
}
