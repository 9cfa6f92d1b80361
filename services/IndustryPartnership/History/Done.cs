namespace IndustryPartnership;

/// <summary>What a command did to a thing.</summary>
/// <param name="Action">What audit and history call it.</param>
internal sealed record Done(string Action)
{
    /// <summary>The event that tells it; null if nobody is told.</summary>
    public object? Fact { get; init; }

    /// <summary>The day from which it holds; today if left out.</summary>
    public DateOnly? EffectiveOn { get; init; }

    /// <summary>Why; kept in the audit alone.</summary>
    public string? Reason { get; init; }

    /// <summary>The parties alone see it, also where the thing is public.</summary>
    public bool ForParties { get; init; }
}
