using System.Text.Json;
using VocationalPlatform.Client;
using VocationalPlatform.Client.IndustryPartnership;

namespace AllInOne;

/// <param name="What">Who wanted what.</param>
/// <param name="Problem">The rule, the facts, and what would have to change.</param>
internal sealed record Refusal(string What, Problem Problem)
{
    /// <summary>What was changed, and then passed; null where it stays refused.</summary>
    public string? Mended { get; set; }

    /// <summary>The rule that refused.</summary>
    public string Rule => Problem.Rule ?? "";
}

/// <summary>The requests that rules are to refuse, and have refused.</summary>
internal sealed class Refusals
{
    private readonly List<Refusal> seen = [];

    public IReadOnlyList<Refusal> Seen => seen;

    /// <param name="rule">The rule that is to refuse.</param>
    /// <param name="what">Who wants what, for the report.</param>
    /// <param name="request">What is sent.</param>
    /// <exception cref="JourneyException">The request passed, or another rule refused it.</exception>
    public async Task<Refusal> ExpectAsync(string rule, string what, Func<Task> request) =>
        Seeing(rule, what, await RefusedAsync(what, request));

    /// <summary>One request that several rules refuse, each with its own facts and change.</summary>
    /// <param name="rules">The rules that are to refuse, in their order, each with what it refuses.</param>
    /// <param name="request">What is sent.</param>
    /// <exception cref="JourneyException">The request passed, or other rules refused it.</exception>
    public async Task<IReadOnlyList<Refusal>> ExpectAllAsync(IReadOnlyList<(string Rule, string What)> rules, Func<Task> request)
    {
        var problem = await RefusedAsync(rules[0].What, request);
        var verdicts = problem.More["verdicts"].Deserialize<IReadOnlyList<JudgeSlotJudged>>(ApiJson.Options)!;
        var refused = verdicts.Where(verdict => verdict.Outcome == "refused").ToList();
        if (refused.Count != rules.Count) throw new JourneyException($"{refused.Count} rules refused, not {rules.Count}: {problem}");
        // The problem, as it would be if this verdict were the only one.
        return
        [
            .. rules.Zip(refused, (expected, verdict) =>
                Seeing(expected.Rule, expected.What, problem with { Rule = verdict.Rule, Facts = verdict.Facts, Change = verdict.Change })),
        ];
    }

    private static async Task<Problem> RefusedAsync(string what, Func<Task> request)
    {
        try
        {
            await request();
        }
        catch (ApiException refused) when (refused.Problem is { } problem)
        {
            return problem;
        }
        throw new JourneyException($"It was not refused that {what}.");
    }

    private Refusal Seeing(string rule, string what, Problem problem)
    {
        if (problem.Rule != rule) throw new JourneyException($"That {what} was refused by {problem.Rule}, not by {rule}: {problem}");
        var refusal = new Refusal(what, problem);
        seen.Add(refusal);
        return refusal;
    }
}
