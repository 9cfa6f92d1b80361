using Kernel.Data;

namespace Kernel.Hosting;

/// <summary>A kind of row that is kept for a time only; how long is data of the installation.</summary>
/// <param name="Name">Its key in the configuration, as in <c>Retention:inbox</c>; the value is a time such as <c>30.00:00:00</c>.</param>
/// <param name="KeptFor">For how long where the configuration does not say.</param>
/// <param name="DeleteAsync">Deletes rows that are older than a moment, about as many as told, and tells how many it deleted.</param>
public sealed record Retention(string Name, TimeSpan KeptFor, Func<UnitOfWork, DateTimeOffset, int, Task<int>> DeleteAsync);
