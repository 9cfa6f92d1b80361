using Kernel.Data;
using Kernel.Http;
using MassTransit;

namespace Kernel.Imports;

/// <summary>What an import may consist of. Each row goes through the single operation's own judgement.</summary>
/// <remarks>
/// A row is the body of the operation, with the same names, types and bounds. What the operation has in its path stands beside it in the
/// row, as members of <see cref="Key"/>.
/// </remarks>
public sealed record ImportKind
{
    private ImportKind(string name, string role, Type? key, Type request, Func<Importing, object?, object, Task<RowOutcome>> run) =>
        (Name, Roles, Key, Request, RunAsync) = (name, [role], key, request, run);

    /// <summary>Its name, such as <c>learners</c>.</summary>
    public string Name { get; }

    /// <summary>The roles of the single operation.</summary>
    public IReadOnlyList<string> Roles { get; }

    /// <summary>What the single operation has in its path; null if it has nothing.</summary>
    internal Type? Key { get; }

    /// <summary>The body of the single operation.</summary>
    internal Type Request { get; }

    /// <summary>Judges one row, and records it if nothing speaks against it.</summary>
    internal Func<Importing, object?, object, Task<RowOutcome>> RunAsync { get; }

    /// <summary>What only one row may have, such as a student number. A check, which stores nothing, finds repetitions by it.</summary>
    internal Func<object?, object, string?> OnceOf { get; private init; } = (_, _) => null;

    /// <summary>Rows of an operation without a parameter in its path.</summary>
    /// <param name="name">The name of the kind.</param>
    /// <param name="role">The role of the operation.</param>
    /// <param name="run">The operation without its commit.</param>
    /// <param name="onceOf">What only one row may have.</param>
    public static ImportKind Of<TRequest>(
        string name, string role, Func<Importing, TRequest, Task<RowOutcome>> run, Func<TRequest, string?>? onceOf = null)
        where TRequest : class => new(name, role, null, typeof(TRequest), (importing, _, request) => run(importing, (TRequest)request))
        {
            OnceOf = (_, request) => onceOf?.Invoke((TRequest)request),
        };

    /// <summary>Rows of an operation on a thing that the row names.</summary>
    public static ImportKind Of<TKey, TRequest>(string name, string role, Func<Importing, TKey, TRequest, Task<RowOutcome>> run)
        where TKey : class where TRequest : class =>
        new(name, role, typeof(TKey), typeof(TRequest), (importing, key, request) => run(importing, (TKey)key!, (TRequest)request));
}

/// <summary>What a row is handled with: the same as a request.</summary>
/// <param name="Work">The transaction of many rows.</param>
/// <param name="Events">Where events are published.</param>
/// <param name="Act">Who sent the import, and the moment of the transaction.</param>
/// <param name="Services">What else a handler of a request is given.</param>
public sealed record Importing(UnitOfWork Work, IPublishEndpoint Events, Act Act, IServiceProvider Services)
{
    private readonly Dictionary<object, Func<Task>> after = [];

    /// <summary>Does once, after the last row of the transaction, what would cost too much after each row.</summary>
    /// <param name="of">What it is done for; the first row that names it decides what is done.</param>
    /// <param name="then">What is done. Nothing refuses it.</param>
    public void AfterRows(object of, Func<Task> then) => after.TryAdd(of, then);

    internal async Task EndAsync()
    {
        foreach (var then in after.Values) await then();
    }
}

/// <summary>The body of an operation that has none.</summary>
public sealed record NoBody;

/// <summary>What came of a row.</summary>
/// <param name="Refusal">Why it was refused; null if it was not.</param>
/// <param name="IsUnchanged">Whether it says what is recorded already.</param>
public sealed record RowOutcome(Refusal? Refusal, bool IsUnchanged = false)
{
    public static RowOutcome Accepted { get; } = new(Refusal: null);

    public static RowOutcome Unchanged { get; } = new(null, IsUnchanged: true);

    /// <summary>Accepted, unless the single operation refuses it.</summary>
    public static RowOutcome Of(Refusal? refusal) => refusal is null ? Accepted : new(refusal);

    /// <summary>The same, but a refusal of what is recorded already is no refusal.</summary>
    public static async Task<RowOutcome> OfAsync(Refusal? refusal, Func<Task<bool>> isRecorded) =>
        refusal is not null && await isRecorded() ? Unchanged : Of(refusal);
}
