using System.Data.Common;

namespace Kernel.Data;

/// <summary>The database is unavailable, although the driver threw an exception of general meaning.</summary>
internal sealed class DatabaseAwayException(string message, Exception inner) : DbException(message, inner);
