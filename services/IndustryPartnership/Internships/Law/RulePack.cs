using System.Text.Json;

namespace IndustryPartnership.Internships.Law;

/// <summary>The rules on internships that govern slots which begin on certain days.</summary>
/// <param name="Id">Its name, such as <c>internship-rules-2021</c>.</param>
/// <param name="Title">What it is.</param>
/// <param name="Source">The regulation that it puts into data, and what of it was recalled and not read.</param>
/// <param name="From">The first day on which it governs.</param>
/// <param name="Rules">What is judged, in this order.</param>
/// <param name="Until">The last day on which it governs; null where there is none yet.</param>
/// <param name="Region">The region that it is of; null where it governs wherever no region's own does.</param>
public sealed record RulePack(string Id, string Title, string Source, DateOnly From, IReadOnlyList<PackedRule> Rules, DateOnly? Until = null, string? Region = null)
{
    public bool Governs(DateOnly day) => From <= day && day <= (Until ?? DateOnly.MaxValue);
}

/// <param name="Name">The name of the function that judges, such as <c>pay-floor</c>.</param>
/// <param name="Year">The year of the text that it is from.</param>
/// <param name="Mark"><c>R</c> where the text was read, <c>R?</c> where it was recalled, <c>D</c> where it is a decision of this platform.</param>
/// <param name="Parameters">What it asks for.</param>
/// <param name="Article">The article, where it is known.</param>
public sealed record PackedRule(string Name, int Year, string Mark, JsonElement Parameters, string? Article = null);
