namespace Kernel;

/// <summary>The result of a rule for the facts that it looked at.</summary>
/// <param name="Rule">The rule's number, such as D29.</param>
/// <param name="Passes">Whether the rule lets the request through.</param>
/// <param name="Facts">What it looked at, for the refused caller; totals only for facts about others.</param>
/// <param name="Change">The smallest change that would pass, if the rule is about an amount, a date or a choice.</param>
public sealed record Verdict(string Rule, bool Passes, object? Facts, object? Change)
{
    /// <summary>It passes because of the stated reason; the change would need no reason.</summary>
    public bool IsWarning { get; private init; }

    /// <summary><c>passed</c>, <c>warned</c> or <c>refused</c>.</summary>
    public string Outcome => !Passes ? "refused" : IsWarning ? "warned" : "passed";

    public static Verdict Passed(string rule, object? facts = null) => new(rule, true, facts, null);

    public static Verdict Warned(string rule, object facts, object? change = null) => new(rule, true, facts, change) { IsWarning = true };

    public static Verdict Refused(string rule, object facts, object? change = null) => new(rule, false, facts, change);
}
