using System.Text.Json;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Law;

/// <summary>The rule packs on internships, with their requirements and dates. Everyone with a token may read them.</summary>
public static class ReadRulePacks
{
    /// <param name="Items">The packs, by their first day.</param>
    public sealed record Response(IReadOnlyList<Pack> Items);

    /// <summary>A pack of rules on internships.</summary>
    /// <param name="Id">Its name.</param>
    /// <param name="Title">What it is.</param>
    /// <param name="Source">The regulation that it encodes, and which parts were recalled, not read.</param>
    /// <param name="Region">Its region; null if it applies wherever a region has no pack of its own.</param>
    /// <param name="From">It governs slots on which a learner could first begin on this day or later.</param>
    /// <param name="Until">The last day; null if there is none yet.</param>
    /// <param name="Rules">Its rules, in the order of judging.</param>
    public sealed record Pack(
        string Id, string Title, string Source, string? Region, DateOnly From, DateOnly? Until, IReadOnlyList<Rule> Rules);

    /// <summary>A rule of a pack.</summary>
    /// <param name="Number">The rule's number, such as D33.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Article">The article that it is from, if known.</param>
    /// <param name="Year">The year of the text.</param>
    /// <param name="Mark"><c>R</c> if the text was read, <c>R?</c> if it was recalled, <c>D</c> if this platform decided it.</param>
    /// <param name="LooksAt">The members of a slot that it looks at.</param>
    /// <param name="Parameters">What it asks for.</param>
    public sealed record Rule(
        string Number, string Name, string? Article, int Year, [property: OneOf("R", "R?", "D")] string Mark,
        IReadOnlyList<string> LooksAt, JsonElement Parameters);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/rule-packs", List).WithName("ListRulePacks").WithSummary("List the packs of rules on internships");

    private static Ok<Response> List(RulePacks packs) => TypedResults.Ok(new Response([.. packs.All.Select(Show)]));

    private static Pack Show(
        RulePack pack) => new(pack.Id, pack.Title, pack.Source, pack.Region, pack.From, pack.Until, [.. pack.Rules.Select(rule =>
        new Rule(
            InternshipRules.ByName[rule.Name].Rule,
            rule.Name,
            rule.Article,
            rule.Year,
            rule.Mark,
            InternshipRules.ByName[rule.Name].LooksAt,
            rule.Parameters))]);
}
