namespace Kernel.Http;

/// <summary>What came of a command before its commit: the thing as it is now, or why it was refused.</summary>
public sealed record Decided<T>(T? Thing, Refusal? Refusal) where T : class
{
    public static implicit operator Decided<T>(T thing) => new(thing, null);

    public static implicit operator Decided<T>(Refusal refusal) => new(null, refusal);
}
