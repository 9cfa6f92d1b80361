using System.ComponentModel.DataAnnotations;
using Kernel.Http;

namespace Enrollment.Features.Admissions;

/// <summary>What a learner was admitted by (D2).</summary>
/// <param name="Region">The code of the region of the admission, such as <c>beijing</c>.</param>
/// <param name="Score">The score of the admission, 0 to 1000, if there was one.</param>
/// <param name="HoldsRegistration">Whether the learner held household registration in the region; not stated by default.</param>
public sealed record AdmissionStatement(
    [property: Code(40, Pattern = DefineAdmissionConditions.RegionCode)] string Region,
    [property: Range(0, 1000)] int? Score = null,
    bool? HoldsRegistration = null);

/// <summary>Whether an admission met the conditions of its year (D2).</summary>
internal static class AdmissionOutcome
{
    public const string Met = "met";
    public const string NotMet = "not-met";

    /// <summary>Nothing was stated, or there are no conditions for the year and the region.</summary>
    public const string NotRecorded = "not-recorded";
}
