using System.Data.Common;

namespace Kernel.Data;

/// <summary>The engine's part of a unit of work: a connection, a transaction, and the two ways to end it.</summary>
internal abstract class WriteTransaction
{
    public abstract DbConnection Connection { get; }

    public abstract DbTransaction Transaction { get; }

    /// <summary>Marks this place; only the last mark counts.</summary>
    public abstract Task MarkAsync();

    /// <summary>Undoes what was written since the mark. The transaction goes on.</summary>
    public abstract Task ReturnToMarkAsync();

    /// <summary>Returns when the writes are durable.</summary>
    public abstract Task CommitAsync();

    public abstract Task RollbackAsync();
}
