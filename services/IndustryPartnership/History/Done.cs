namespace IndustryPartnership;

/// <summary>What a command did to a thing.</summary>
/// <param name="Action">What audit and history call it.</param>
internal sealed record Done(string Action)
{
    /// <summary>The event; null if none is published.</summary>
    public object? Fact { get; init; }

    /// <summary>The first day from which it holds; today if left out.</summary>
    public DateOnly? EffectiveOn { get; init; }

    /// <summary>The reason, kept only in the audit.</summary>
    public string? Reason { get; init; }

    /// <summary>Only the parties see it, even if the thing is public.</summary>
    public bool ForParties { get; init; }
}
