using System.Data.Common;

namespace Kernel.Data;

/// <summary>What a unit of work has of its engine: a connection, a transaction, and the two ways to end it.</summary>
internal abstract class WriteTransaction
{
    public abstract DbConnection Connection { get; }

    public abstract DbTransaction Transaction { get; }

    /// <summary>Returns when what was written is durable.</summary>
    public abstract Task CommitAsync();

    public abstract Task RollbackAsync();
}
