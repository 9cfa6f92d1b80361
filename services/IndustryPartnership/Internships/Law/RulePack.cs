using System.Text.Json;

namespace IndustryPartnership.Internships.Law;

/// <summary>The rules on internships that govern slots which begin on certain days.</summary>
/// <param name="Id">Its name, such as <c>internship-rules-2021</c>.</param>
/// <param name="Title">What it is.</param>
/// <param name="Source">The regulation that it encodes, and which parts were recalled, not read.</param>
/// <param name="From">The first day on which it governs.</param>
/// <param name="Rules">Its rules, in the order of judging.</param>
/// <param name="Until">The last day on which it governs; null if there is none yet.</param>
/// <param name="Region">Its region; null if it applies wherever a region has no pack of its own.</param>
public sealed record RulePack(
    string Id, string Title, string Source, DateOnly From, IReadOnlyList<PackedRule> Rules, DateOnly? Until = null, string? Region = null)
{
    public bool Governs(DateOnly day) => From <= day && day <= (Until ?? DateOnly.MaxValue);
}

/// <param name="Name">The name of the function that judges, such as <c>pay-floor</c>.</param>
/// <param name="Year">The year of the text that it is from.</param>
/// <param name="Mark"><c>R</c> if the text was read, <c>R?</c> if it was recalled, <c>D</c> if this platform decided it.</param>
/// <param name="Parameters">What it asks for.</param>
/// <param name="Article">The article, if known.</param>
public sealed record PackedRule(string Name, int Year, string Mark, JsonElement Parameters, string? Article = null);
