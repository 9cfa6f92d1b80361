using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Kernel.Http;

namespace Enrollment.Features.TransferPlans;

/// <param name="RegistrationFrom">The first day of registration.</param>
/// <param name="RegistrationUntil">The last day of registration.</param>
/// <param name="ExamOn">The day of the exam, after the registration.</param>
/// <param name="Venue">Where the exam is held.</param>
[method: JsonConstructor]
public readonly record struct ExamSitting(
    [property: Day] DateOnly RegistrationFrom,
    [property: Day] DateOnly RegistrationUntil,
    [property: Day] DateOnly ExamOn,
    [property: Name(200)] string Venue)
{
    /// <summary>What is wrong with a plan's sittings; null if nothing is.</summary>
    internal static string? WhyNot(IReadOnlyList<ExamSitting> sittings, int resits)
    {
        if (sittings.Count == 0) return null;
        if (sittings.Count != 1 + resits) return "State all sittings of the plan with the resit, or none.";
        var days = sittings.SelectMany(sitting => new[] { sitting.RegistrationFrom, sitting.RegistrationUntil, sitting.ExamOn }).ToList();
        var isOrdered = sittings.All(sitting =>
            sitting.RegistrationFrom <= sitting.RegistrationUntil && sitting.RegistrationUntil < sitting.ExamOn);
        return isOrdered && days.Order().SequenceEqual(days)
            ? null
            : "Registration must end before the exam, and the resit must follow the first sitting.";
    }

    internal JsonNode ToText() => new JsonObject
    {
        ["examOn"] = $"{ExamOn:O}",
        ["registrationFrom"] = $"{RegistrationFrom:O}",
        ["registrationUntil"] = $"{RegistrationUntil:O}",
        ["venue"] = Venue,
    };
}
