using System.Data.Common;

namespace Kernel.Data;

/// <summary>The engine's part of a unit of work: a connection, a transaction, and the two ways to end it.</summary>
internal abstract class WriteTransaction
{
    public abstract DbConnection Connection { get; }

    public abstract DbTransaction Transaction { get; }

    /// <summary>Returns when the writes are durable.</summary>
    public abstract Task CommitAsync();

    public abstract Task RollbackAsync();
}
