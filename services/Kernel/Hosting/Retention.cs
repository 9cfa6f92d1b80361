using Kernel.Data;

namespace Kernel.Hosting;

/// <summary>A kind of row with a retention time, which the installation sets.</summary>
/// <param name="Name">Its key in the configuration, as in <c>Retention:inbox</c>; the value is a time such as <c>30.00:00:00</c>.</param>
/// <param name="KeptFor">The retention time by default.</param>
/// <param name="DeleteAsync">Deletes about a given number of rows older than a moment, and returns the number of deleted rows.</param>
public sealed record Retention(string Name, TimeSpan KeptFor, Func<UnitOfWork, DateTimeOffset, int, Task<int>> DeleteAsync);
