using System.Data.Common;

namespace Kernel.Data;

/// <summary>The database cannot be worked with now, where the driver says so by an exception that could mean anything.</summary>
internal sealed class DatabaseAwayException(string message, Exception inner) : DbException(message, inner);
