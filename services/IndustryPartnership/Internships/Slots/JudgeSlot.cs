using Contracts;
using IndustryPartnership.Cooperation.Membership;
using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Slots;

/// <summary>An enterprise asks what the rules say about a slot draft (D26–D30, D33–D36). Nothing is saved.</summary>
public static class JudgeSlot
{
    /// <param name="Pack">The pack of rules that governs the slot.</param>
    /// <param name="Opens">Whether no rule refuses.</param>
    /// <param name="Verdicts">What each rule says, in the pack's order.</param>
    public sealed record Response(string Pack, bool Opens, IReadOnlyList<Judged> Verdicts);

    /// <summary>What a rule says of a slot.</summary>
    /// <param name="Rule">Its number, such as D33.</param>
    /// <param name="Name">Its name in the pack.</param>
    /// <param name="Outcome"><c>passed</c>, <c>warned</c> (it passes for the reason that was given) or <c>refused</c>.</param>
    /// <param name="Facts">What it looked at.</param>
    /// <param name="Change">The smallest change that would pass; for a warning, the one that needs no reason.</param>
    public sealed record Judged(
        string Rule, string Name, [property: OneOf("passed", "warned", "refused")] string Outcome, object? Facts, object? Change)
    {
        internal static Judged Of(RuleVerdict judged) =>
            new(judged.Verdict.Rule, judged.Name, judged.Verdict.Outcome, judged.Verdict.Facts, judged.Verdict.Change);
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/slots/verdicts", HandleAsync)
        .WithName(nameof(JudgeSlot)).WithSummary("Judge a draft of a slot without saving it").Allow(Roles.InternshipManager);

    private static async Task<Results<Ok<Response>, Refusal>> HandleAsync(
        WriteSlot.Request request, UnitOfWork work, RulePacks packs, Act act)
    {
        var draft = Slot.DraftedBy(act.Caller.Org, request);
        var facts = await SlotJudgement.WithFactsAsync(work, draft.Facts, draft.Enterprise, null, act.Today);
        if (packs.Of(facts.LawOn) is not { } pack) return Problems.NoRulePack(facts.LawOn, packs);
        var verdicts = packs.Judge(pack, facts);
        var opens = verdicts.All(one => one.Verdict.Passes);
        return await work.CommitAsync(TypedResults.Ok(new Response(pack.Id, opens, [.. verdicts.Select(Judged.Of)])));
    }
}
