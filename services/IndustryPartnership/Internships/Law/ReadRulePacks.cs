using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Law;

/// <summary>The packs of rules on internships, with what they ask for and when: public to everybody with a token.</summary>
public static class ReadRulePacks
{
    /// <param name="Items">The packs, by their first day.</param>
    public sealed record Response(IReadOnlyList<Pack> Items);

    /// <summary>A pack of rules on internships.</summary>
    /// <param name="Id">Its name.</param>
    /// <param name="Title">What it is.</param>
    /// <param name="Source">The regulation that it puts into data, and what of it was recalled and not read.</param>
    /// <param name="Region">The region that it is of; null where it governs wherever no region's own does.</param>
    /// <param name="From">Slots that begin on this day are the first that it governs.</param>
    /// <param name="Until">The last day; null where there is none yet.</param>
    /// <param name="Rules">Its rules, in the order in which they judge.</param>
    public sealed record Pack(string Id, string Title, string Source, string? Region, DateOnly From, DateOnly? Until, IReadOnlyList<Rule> Rules);

    /// <summary>A rule of a pack.</summary>
    /// <param name="Number">The rule's number, such as D33.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Article">The article that it is from, where it is known.</param>
    /// <param name="Year">The year of the text.</param>
    /// <param name="Mark"><c>R</c> where the text was read, <c>R?</c> where it was recalled, <c>D</c> where it is a decision of this platform.</param>
    /// <param name="LooksAt">The members of a slot that it looks at.</param>
    /// <param name="Parameters">What it asks for.</param>
    public sealed record Rule(string Number, string Name, string? Article, int Year, string Mark, IReadOnlyList<string> LooksAt, JsonElement Parameters);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/rule-packs", List).WithName("ListRulePacks").WithSummary("List the packs of rules on internships");

    private static Ok<Response> List(RulePacks packs) => TypedResults.Ok(new Response([.. packs.All.Select(Show)]));

    private static Pack Show(RulePack pack) => new(pack.Id, pack.Title, pack.Source, pack.Region, pack.From, pack.Until, [.. pack.Rules.Select(rule =>
        new Rule(InternshipRules.ByName[rule.Name].Rule, rule.Name, rule.Article, rule.Year, rule.Mark, InternshipRules.ByName[rule.Name].LooksAt, rule.Parameters))]);
}
