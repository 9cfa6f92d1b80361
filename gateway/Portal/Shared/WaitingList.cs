namespace Gateway.Portal.Shared;

/// <summary>What waits for somebody, in parts. A part without anything is left out.</summary>
public sealed class WaitingList
{
    private readonly List<WaitingPart> parts = [];

    /// <summary>The parts, in the order in which they were added.</summary>
    public IReadOnlyList<WaitingPart> Parts => parts;

    /// <summary>Adds a part.</summary>
    /// <param name="title">What its things have in common.</param>
    /// <param name="things">What waits, each with the page where it is done; without an address if there is none.</param>
    /// <param name="hint">What the part leaves out; null for nothing.</param>
    public void Add(string title, IEnumerable<(string Text, string? Address)> things, string? hint = null)
    {
        if (things.ToList() is { Count: > 0 } some) parts.Add(new(title, hint, some));
    }
}

/// <summary>A part of what waits.</summary>
/// <param name="Title">What its things have in common.</param>
/// <param name="Hint">What it leaves out; null for nothing.</param>
/// <param name="Things">What waits, each with the page where it is done.</param>
public sealed record WaitingPart(string Title, string? Hint, IReadOnlyList<(string Text, string? Address)> Things);
